//! What was reported, for moderators.

use leptos::prelude::*;
use meadow_wire::{Case, CaseAct, CaseId, CaseMove, Page, PersonCard};

use super::super::failed::Failed;
use crate::{
    api,
    browser::{page, random, task, time},
    features::CaseCard,
    stores::{Fetched, Query, toasts::Toasts, use_query},
    ui::{Button, ButtonKind, Notice, Skeleton},
};

/// While the page is looked at, the cases are asked for again this often, in milliseconds.
const REFRESH_MS: u32 = 20_000;

/// What goes on here.
#[derive(Clone, Copy)]
struct Work {
    query: Query<Page<Case>>,
    busy: RwSignal<bool>,
    /// A press after a lost answer is the same move.
    last: StoredValue<Option<(CaseId, CaseMove)>>,
    /// More pages are read: asking again would drop them.
    read_on: StoredValue<bool>,
    toasts: Toasts,
}

/// The cases, open ones first.
#[component]
pub fn Cases(
    /// Who looks after them.
    moderator: PersonCard,
) -> impl IntoView {
    let work = Work {
        query: use_query(|| (), async |()| api::studio::cases(None).await),
        busy: RwSignal::new(false),
        last: StoredValue::new(None),
        read_on: StoredValue::new(false),
        toasts: expect_context::<Toasts>(),
    };
    let query = work.query;
    time::use_interval(REFRESH_MS, move || {
        let typing = crate::browser::focus::focused().is_some_and(|one| one.tag_name() == "TEXTAREA");
        if page::visible() && !typing && !work.read_on.get_value() {
            query.refresh();
        }
    });
    // What is the same as before is not drawn anew.
    let stands = Memo::new(move |_| query.get());
    view! {
        <p class="studio__owner">"You look after what people report, as " <strong><bdi>{moderator.name}</bdi></strong> "."</p>
        {move || match stands.get() {
            Fetched::Waiting => view! {
                <div class="studio" role="status" aria-label="The reports are coming">
                    <Skeleton height="12rem" />
                    <Skeleton height="12rem" />
                </div>
            }
            .into_any(),
            Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
            Fetched::Full(page) if page.items.is_empty() => {
                view! { <Notice title="Nothing was reported" detail="What people report appears here by itself." /> }
                    .into_any()
            }
            Fetched::Full(page) => view! { <Full page=page work=work /> }.into_any(),
        }}
    }
}

#[component]
fn Full(page: Page<Case>, work: Work) -> impl IntoView {
    view! {
        <ul class="studio">
            {page
                .items
                .into_iter()
                .map(|case| {
                    let id = case.id.clone();
                    let on_act = move |act| work.act(id.clone(), act);
                    view! { <li><CaseCard case=case busy=work.busy on_act=on_act /></li> }
                })
                .collect_view()}
        </ul>
        {page
            .next
            .map(|cursor| {
                view! {
                    <p class="studio__way">
                        <Button kind=ButtonKind::Plain busy=work.busy on_press=move |()| work.more(cursor.clone())>
                            "Show earlier reports"
                        </Button>
                    </p>
                }
            })}
    }
}

impl Work {
    /// Does something about a case. It goes on, and is told, also if the page is left.
    fn act(self, id: CaseId, act: CaseAct) {
        self.busy.set(true);
        let known = self
            .last
            .get_value()
            .filter(|(known, wanted)| *known == id && wanted.act == act);
        let wanted = known.map_or_else(
            || CaseMove {
                key: random::id().into(),
                act,
            },
            |(_, wanted)| wanted,
        );
        self.last.set_value(Some((id.clone(), wanted.clone())));
        task::spawn(async move {
            match api::studio::decide(&id, &wanted).await {
                Ok(decided) => {
                    self.last.try_set_value(None);
                    self.toasts.say("Done.");
                    self.query.change(|page| put(page, decided));
                }
                Err(error) => {
                    self.toasts.say(error.in_words());
                    self.query.refresh();
                }
            }
            self.busy.try_set(false);
        });
    }

    fn more(self, cursor: String) {
        self.busy.set(true);
        self.read_on.set_value(true);
        task::spawn(async move {
            match api::studio::cases(Some(&cursor)).await {
                Ok(more) => self.query.change(|page| append(page, more)),
                Err(error) => self.toasts.say(error.to_string()),
            }
            self.busy.try_set(false);
        });
    }
}

fn put(page: &mut Page<Case>, decided: Case) {
    for case in page.items.iter_mut().filter(|case| case.id == decided.id) {
        *case = decided.clone();
    }
}

fn append(page: &mut Page<Case>, more: Page<Case>) {
    let fresh = |case: &Case| page.items.iter().all(|known| known.id != case.id);
    let fresh: Vec<Case> = more.items.into_iter().filter(fresh).collect();
    page.items.extend(fresh);
    page.next = more.next;
}
