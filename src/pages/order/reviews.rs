//! What the buyer says of each thing of an order, once it came.

use leptos::prelude::*;
use meadow_domain::review::{days_between, delivered_at, outcome};
use meadow_wire::{FieldError, Order, OrderLine, Outcome, Page, PublicKeys, Review, Timestamp};

use super::{
    super::failed::Failed,
    say::{is_said, say},
};
use crate::{
    api::{self, ApiError},
    browser::{focus, task, time},
    features::{ReviewCard, ReviewForm, Shot},
    stores::{
        Fetched, Query,
        proofs::use_keys,
        review_draft::{self, use_review_draft},
        toasts::Toasts,
        use_query,
    },
    ui::{Button, ButtonKind, Layer, Skeleton},
};

/// Each thing of the order with what was said of it, or the way to say something; nothing before it came.
#[component]
pub fn OrderReviews(order: Memo<Order>) -> impl IntoView {
    let came = Memo::new(move |_| order.with(|order| delivered_at(&order.steps)));
    move || came.get().map(|at| view! { <Delivered order=order at=at /> })
}

#[component]
fn Delivered(order: Memo<Order>, at: Timestamp) -> impl IntoView {
    let id = order.with_untracked(|order| order.id.clone());
    let said = use_query(move || id.clone(), async |id| api::reviews::written(&id).await);
    let keys = use_keys(true);
    let open = RwSignal::new(None::<String>);
    let about = About {
        order,
        at,
        said,
        keys,
        open,
    };
    view! {
        <section class="order__reviews" aria-labelledby="order-reviews">
            <h2 class="section-title" id="order-reviews" tabindex="-1">"How is it?"</h2>
            <p class="order__reviews-why">
                "Others decide by what you tell them. The shop signs that you bought it, so that everybody can see it is true."
            </p>
            {move || match said.get() {
                Fetched::Waiting => view! { <div role="status" aria-label="Your reviews are coming"><Skeleton height="6rem" /></div> }.into_any(),
                Fetched::Failed(error) => view! { <Failed error=error on_retry=move |()| said.retry() /> }.into_any(),
                Fetched::Full(page) => {
                    let lines = order.with_untracked(|order| order.lines.clone());
                    view! {
                        <ul class="order__reviews-lines">
                            {lines
                                .into_iter()
                                .map(|line| {
                                    let review = page
                                        .items
                                        .iter()
                                        .find(|review| review.variant.as_ref() == Some(&line.variant))
                                        .cloned();
                                    view! { <li class="order__reviews-line"><Line about=about line=line review=review /></li> }
                                })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// What all lines share.
#[derive(Clone, Copy)]
struct About {
    order: Memo<Order>,
    at: Timestamp,
    said: Query<Page<Review>>,
    keys: Query<PublicKeys>,
    /// The variant whose form is open: one at a time.
    open: RwSignal<Option<String>>,
}

#[component]
fn Line(about: About, line: OrderLine, review: Option<Review>) -> impl IntoView {
    let variant = StoredValue::new(line.variant.to_string());
    let is_open = Memo::new(move |_| about.open.with(|open| *open == Some(variant.get_value())));
    let name = line.name.clone();
    let has_said = review.is_some();
    let written = StoredValue::new((line.clone(), review));
    let begin = move |()| about.open.set(Some(variant.get_value()));
    view! {
        <div class="order__reviews-goods">
            <span class="order__reviews-picture"><Shot picture=line.picture sizes="64px" decorative=true /></span>
            <bdi class="order__reviews-name" lang=line.lang>{line.name}</bdi>
            <Show when=move || !has_said && !is_open.get()>
                <Button label=format!("Write a review of {name}") on_press=begin>"Write a review"</Button>
            </Show>
        </div>
        {move || {
            let (line, review) = written.get_value();
            match (is_open.get(), review) {
                (true, review) => view! { <Form about=about line=line review=review /> }.into_any(),
                (false, Some(review)) => view! { <Written about=about line=line review=review on_change=begin /> }.into_any(),
                (false, None) => ().into_any(),
            }
        }}
    }
}

/// What was said, and the ways to say something else or nothing.
#[component]
fn Written(
    about: About,
    line: OrderLine,
    review: Review,
    #[prop(into)] on_change: Callback<()>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let id = StoredValue::new(review.id.clone());
    let variant = StoredValue::new(line.variant.clone());
    let take_back = move |()| {
        busy.set(true);
        let id = id.get_value();
        let order = about.order.with_untracked(|order| order.id.clone());
        let variant = variant.get_value();
        task::spawn(async move {
            match api::reviews::remove(&id).await {
                Ok(()) => {
                    review_draft::forget(&order, &variant);
                    toasts.say("Your review is taken back.");
                    about
                        .said
                        .change(|page| page.items.retain(|known| known.id != id));
                }
                Err(error) => toasts.say(error.in_words()),
            }
            busy.try_set(false);
            asking.try_set(false);
        });
    };
    view! {
        <ReviewCard product=line.product review=review keys=Signal::derive(move || about.keys.get()) />
        <div class="order__reviews-ways">
            <Button kind=ButtonKind::Plain on_press=on_change>"Change it"</Button>
            <Button kind=ButtonKind::Quiet on_press=move |()| asking.set(true)>"Take it back"</Button>
        </div>
        <Show when=move || asking.get()>
            <Layer
                class="layer--ask"
                label=Signal::derive(|| "Take the review back?".to_owned())
                on_close=move |()| asking.set(false)
            >
                <div class="order__ask">
                    <h2 class="order__title">"Take the review back?"</h2>
                    <p>"Nobody can read it any more, and its photos go."</p>
                    <div class="order__ask-ways">
                        <Button busy=busy on_press=take_back>"Take it back"</Button>
                        <Button kind=ButtonKind::Plain on_press=move |()| asking.set(false)>"Keep it"</Button>
                    </div>
                </div>
            </Layer>
        </Show>
    }
}

#[component]
fn Form(about: About, line: OrderLine, review: Option<Review>) -> impl IntoView {
    let (order, outcome) = about
        .order
        .with_untracked(|order| (order.id.clone(), outcome(order, &line, Outcome::Kept)));
    // What the order knows, nobody needs to be asked.
    let outcome = (outcome == Outcome::Returned).then_some(outcome);
    let days = days_between(about.at, Timestamp::from_ms(time::now_ms()));
    let draft = use_review_draft(&order, &line.variant, review.as_ref(), days);
    let refused = RwSignal::new(Vec::<FieldError>::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let toasts = expect_context::<Toasts>();
    let known = StoredValue::new((order, line, review));
    let send = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let (order, line, review) = known.get_value();
        let when_said = draft.when_said();
        let saying = say(draft, &order, &line, review.as_ref());
        // Whoever closes the form, or leaves, has said it nevertheless.
        task::spawn(async move {
            match saying.await {
                Ok(said) => {
                    when_said();
                    toasts.say("Thank you. Your review is on the product's page.");
                    if is_open(about, &line) {
                        close(about);
                    }
                    about.said.change(|page| {
                        page.items.retain(|known| known.id != said.id);
                        page.items.push(said);
                    });
                    return;
                }
                // It was said before: by an answer that got lost, or in another tab. What is typed now changes it.
                Err(error) if is_said(&error) => {
                    toasts.say("You wrote about this already. Send it again to change what you wrote.");
                    about.said.refresh();
                }
                Err(error) => {
                    if let ApiError::Refused(answer) = &error {
                        refused.try_set(answer.errors.iter().cloned().map(at_field).collect());
                    }
                    let words = format!("{} What you wrote stays here.", error.in_words());
                    // A form that was closed can't say it.
                    if let Some(words) = problem.try_set(Some(words)).flatten() {
                        toasts.say(words);
                    }
                }
            }
            busy.try_set(false);
        });
    };
    Effect::new(move |_| {
        if draft.restored.get() {
            time::next_frame(|| focus::go_to("#stars"));
        }
    });
    move || {
        draft.restored.get().then(|| {
            view! {
                <ReviewForm
                    draft=draft
                    outcome=outcome
                    refused=refused
                    problem=problem
                    busy=busy
                    on_send=send
                    on_close=move |()| close(about)
                />
            }
        })
    }
}

/// Whether it is this thing's form that is open, and not another one by now.
fn is_open(about: About, line: &OrderLine) -> bool {
    let open = about.open.try_get_untracked().flatten();
    open.as_deref() == Some(line.variant.as_str())
}

/// The form goes, and the focus must not go with it.
fn close(about: About) {
    about.open.try_set(None);
    time::next_frame(|| focus::go_to("#order-reviews"));
}

/// The field as the form knows it: `words.photos.2` is one of the photos.
fn at_field(error: FieldError) -> FieldError {
    let field = error.field.strip_prefix("words.").unwrap_or(&error.field);
    let field = if field.starts_with("photos") {
        "photos"
    } else {
        field
    };
    FieldError {
        field: field.to_owned(),
        detail: error.detail,
    }
}
