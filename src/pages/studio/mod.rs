//! The owner's side: what was bought of their goods, and what can be done with it. And the moderators': what was reported.

use leptos::prelude::*;
use meadow_wire::{
    FieldError, OrderId, Page, Studio as Acts, StudioAct, StudioEntry as Entry, StudioMove,
    StudioOrder as Seen,
};

mod cases;

use super::failed::Failed;
use crate::{
    api::{self, ApiError},
    browser::{focus, page, random, task, time},
    features::{StudioEntry, StudioOrder},
    stores::{Fetched, Query, session, toasts::Toasts, use_query},
    ui::{Button, ButtonKind, Notice, Skeleton},
};
use cases::Cases;

/// While the page is looked at, the orders are asked for again this often, in milliseconds.
const REFRESH_MS: u32 = 10_000;

/// What goes on here, whatever is drawn anew meanwhile.
#[derive(Clone, Copy)]
struct Work {
    query: Query<Shown>,
    /// Whose form is open: one at a time.
    opened: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    /// A press after a lost answer is the same move.
    last: StoredValue<Option<(OrderId, StudioMove)>>,
    toasts: Toasts,
}

/// Who works here, and the orders that were read. Nobody, if this session acts for no owner.
type Shown = Option<(Acts, Page<Seen>)>;

/// The studio.
#[component]
pub fn Studio() -> impl IntoView {
    page::set_title("Studio");
    let query = use_query(|| (), async |()| read().await);
    let opened = RwSignal::new(None::<String>);
    let work = Work {
        query,
        opened,
        busy: RwSignal::new(false),
        last: StoredValue::new(None),
        toasts: expect_context::<Toasts>(),
    };
    // What is the same as before is not drawn anew.
    let stands = Memo::new(move |_| query.get());
    time::use_interval(REFRESH_MS, move || {
        // Not while somebody types into an order.
        let idle = opened.with_untracked(Option::is_none);
        let shown = untrack(|| query.full()).flatten();
        if idle && page::visible() && shown.is_some_and(|(_, page)| page.items.len() <= FIRST_PAGE) {
            query.refresh();
        }
    });
    view! {
        <div class="page page--studio">
            <h1 class="page-title">"Studio"</h1>
            {move || match stands.get() {
                Fetched::Waiting => view! {
                    <div class="studio" role="status" aria-label="The orders are coming">
                        <Skeleton height="12rem" />
                        <Skeleton height="12rem" />
                    </div>
                }
                .into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| query.retry() /> }.into_any(),
                Fetched::Full(None) => view! { <Door query=query /> }.into_any(),
                Fetched::Full(Some((acts, _))) if acts.moderator => {
                    view! { <Cases moderator=acts.owner /> }.into_any()
                }
                Fetched::Full(Some((acts, page))) => {
                    view! { <Full acts=acts page=page work=work /> }.into_any()
                }
            }}
        </div>
    }
}

/// As many as the server brings at once: who read on keeps what was read.
const FIRST_PAGE: usize = 24;

async fn read() -> Result<Shown, ApiError> {
    if api::client::token().is_none() {
        return Ok(None);
    }
    match api::studio::read().await {
        // Who looks after what people report sends nothing out.
        Ok(acts) if acts.moderator => Ok(Some((acts, Page::default()))),
        Ok(acts) => Ok(Some((acts, api::studio::orders(None).await?))),
        Err(error) if matches!(error.status(), 401 | 403) => Ok(None),
        Err(error) => Err(error),
    }
}

#[component]
fn Door(query: Query<Shown>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let (busy, set_busy) = signal(false);
    let enter = move |key: String| {
        set_busy.set(true);
        errors.set(Vec::new());
        task::spawn_scoped(async move {
            let entry = Entry { key };
            match session::with_session(async || api::studio::enter(&entry).await).await {
                Ok(_) => query.retry(),
                Err(ApiError::Refused(problem)) if !problem.errors.is_empty() => {
                    errors.set(problem.errors);
                    time::next_frame(|| focus::go_to("#error-summary"));
                }
                Err(error) => toasts.say(error.in_words()),
            }
            set_busy.try_set(false);
        });
    };
    view! { <StudioEntry busy=busy errors=errors on_enter=enter /> }
}

#[component]
fn Full(acts: Acts, page: Page<Seen>, work: Work) -> impl IntoView {
    let (busy, opened) = (work.busy, work.opened);
    let is_empty = page.items.is_empty();
    view! {
        <p class="studio__owner">"You act for " <strong><bdi>{acts.owner.name}</bdi></strong> "."</p>
        {is_empty
            .then(|| view! { <Notice title="Nothing was bought yet" detail="Orders of your goods appear here by themselves." /> })}
        <ul class="studio">
            {page
                .items
                .into_iter()
                .map(|order| {
                    let id = order.id.clone();
                    let on_act = Callback::new(move |wanted| work.act(id.clone(), wanted));
                    view! { <li><StudioOrder order=order busy=busy opened=opened on_act=on_act /></li> }
                })
                .collect_view()}
        </ul>
        {page
            .next
            .map(|cursor| {
                view! {
                    <p class="studio__way">
                        <Button kind=ButtonKind::Plain busy=busy on_press=move |()| work.read_on(cursor.clone())>"Show earlier orders"</Button>
                    </p>
                }
            })}
    }
}

impl Work {
    /// Makes a move. It goes on, and is told, also if the page is left.
    fn act(self, id: OrderId, act: StudioAct) {
        self.busy.set(true);
        let known = self
            .last
            .get_value()
            .filter(|(known, wanted)| *known == id && wanted.act == act);
        let wanted = known.map_or_else(
            || StudioMove {
                key: random::id().into(),
                act,
            },
            |(_, wanted)| wanted,
        );
        self.last.set_value(Some((id.clone(), wanted.clone())));
        task::spawn(async move {
            match api::studio::make_move(&id, &wanted).await {
                Ok(moved) => {
                    self.opened.try_set(None);
                    self.toasts.say("Done. The shopper sees it.");
                    self.query.change(|shown| put(shown, moved));
                }
                Err(error) => {
                    self.toasts.say(error.in_words());
                    if self.opened.try_get_untracked() == Some(None) {
                        self.query.refresh();
                    }
                }
            }
            self.busy.try_set(false);
        });
    }

    fn read_on(self, cursor: String) {
        self.busy.set(true);
        task::spawn(async move {
            match api::studio::orders(Some(&cursor)).await {
                Ok(more) => self.query.change(|shown| append(shown, more)),
                Err(error) => self.toasts.say(error.to_string()),
            }
            self.busy.try_set(false);
        });
    }
}

fn put(shown: &mut Shown, moved: Seen) {
    let orders = shown.iter_mut().flat_map(|(_, page)| &mut page.items);
    for order in orders.filter(|order| order.id == moved.id) {
        *order = moved.clone();
    }
}

fn append(shown: &mut Shown, more: Page<Seen>) {
    if let Some((_, page)) = shown {
        let fresh = |order: &Seen| page.items.iter().all(|known| known.id != order.id);
        let fresh: Vec<Seen> = more.items.into_iter().filter(fresh).collect();
        page.items.extend(fresh);
        page.next = more.next;
    }
}
