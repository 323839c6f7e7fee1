//! The moving picture of a room in each of its standings.

use leptos::prelude::*;
use meadow_wire::{Playback, PlaybackKind, RoomStatus};

use super::{part::Part, people::room};
use crate::features::{
    Player,
    player::{Clock, Standing},
};

/// The moving picture in each of its standings, live and recorded.
#[component]
pub fn Screens() -> impl IntoView {
    let standings = [
        Standing::Resting,
        Standing::Waiting,
        Standing::Moving,
        Standing::Lost,
        Standing::Still,
    ];
    // Held players fetch nothing.
    let source = || Playback {
        kind: PlaybackKind::File,
        ..Playback::default()
    };
    let recorded = || Clock {
        at_ms: RwSignal::new(0),
        seek_ms: RwSignal::new(None),
    };
    let cover = room(RoomStatus::Live).cover;
    let (live, over, bare) = (cover.clone(), cover.clone(), cover);
    view! {
        <Part name="Live picture: resting, coming, moving, lost, none to be had, never any" wide=true>
            <div class="gallery__screens">
                {standings
                    .map(|held| {
                        let label = format!("Live, {held:?}");
                        view! {
                            <div class="gallery__screen">
                                <Player sources=vec![source()] cover=live.clone() label=label held=held />
                            </div>
                        }
                    })
                    .into_iter()
                    .collect_view()} <div class="gallery__screen">
                    <Player sources=Vec::new() cover=bare label="Live, without any source" />
                </div>
            </div>
        </Part>
        <Part name="Recording: resting, moving, none to be had" wide=true>
            <div class="gallery__screens">
                {[Standing::Resting, Standing::Moving, Standing::Still]
                    .map(|held| {
                        let label = format!("Recording, {held:?}");
                        view! {
                            <div class="gallery__screen">
                                <Player
                                    sources=vec![source()]
                                    cover=over.clone()
                                    label=label
                                    clock=recorded()
                                    held=held
                                />
                            </div>
                        }
                    })
                    .into_iter()
                    .collect_view()}
            </div>
        </Part>
    }
}
