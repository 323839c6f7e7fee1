//! What every engine must do, whatever it is made of. A second engine calls [`conforms`] with its own database,
//! planted with the demo town.

use meadow_backend::{
    clock,
    db::{
        Attempt, Begun, Carts, CheckoutError, Checkouts, Coupons, Feed, MarkKind, Marked, Messages, Notes,
        NotesOf, Orders, People, Products, Refunds, Returns, Rooms, SessionId, Sessions, StepError, Steps,
        StudioKeys, StudioOrders,
    },
    seed,
};
use meadow_wire::{
    CartChange, CheckoutRequest, FeedItem, OrderRequest, OrderState, PaymentMethod, PersonCard, SessionToken,
    TestCard, Timestamp,
};

use crate::shop_stage::{DESK, Town};

/// Everything that the traits promise.
trait Engine:
    Sessions
    + Feed
    + Notes
    + Marked
    + Products
    + People
    + Rooms
    + Carts
    + Coupons
    + Checkouts
    + Orders
    + Refunds
    + Steps
    + Returns
    + Messages
    + StudioKeys
    + StudioOrders
    + Sync
{
}

impl Engine for meadow_backend::db::Db {}

#[tokio::test]
async fn sqlite_conforms() {
    let town = Town::open().await;
    conforms(&town.shop.db).await;
}

#[tokio::test]
async fn the_same_number_makes_the_same_town_and_another_another_order() {
    let mut feeds = Vec::new();
    for number in [7, 7, 8] {
        let folder = tempfile::tempdir().unwrap();
        let db = meadow_backend::db::Db::open(&folder.path().join("meadow.db"))
            .await
            .unwrap();
        seed::plant(&db, number, Timestamp::from_ms(1_800_000_000_000))
            .await
            .unwrap();
        feeds.push(db.feed(None, 500, None).await.unwrap().unwrap());
    }
    assert_eq!(feeds[0], feeds[1]);
    let ids = |feed: &[(i64, FeedItem)]| {
        feed.iter()
            .map(|(_, item)| item.id().to_owned())
            .collect::<Vec<_>>()
    };
    assert_ne!(ids(&feeds[0]), ids(&feeds[2]));
}

#[tokio::test]
async fn a_town_with_mistakes_is_refused_with_all_of_them() {
    let mut words = seed::words::Town::read(&seed::WORDS).unwrap();
    words.notes[0].it.author = "p-nobody".to_owned();
    words.products[0].it.pictures = vec!["products/none.webp".to_owned()];
    words.rooms[0].it.products.push("g-none".to_owned());
    let folder = tempfile::tempdir().unwrap();
    let db = meadow_backend::db::Db::open(&folder.path().join("meadow.db"))
        .await
        .unwrap();
    let refused = seed::plant_town(&db, &words, 1, clock::now())
        .await
        .unwrap_err()
        .to_string();
    for named in ["3 mistakes", "p-nobody", "products/none.webp", "g-none"] {
        assert!(refused.contains(named), "{named} is not in: {refused}");
    }
    assert!(db.is_empty().await.unwrap());
}

async fn conforms<D: Engine>(db: &D) {
    let now = clock::now();
    sessions(db, now).await;
    reads(db).await;
    marks(db, now).await;
    buying(db, now).await;
    letting_go(db, now).await;
}

async fn guest<D: Engine>(db: &D, now: Timestamp) -> SessionId {
    let id = SessionId(clock::random_id("s"));
    let token = SessionToken(clock::random_id("token"));
    db.create_session(&id, &token, &PersonCard::default(), now.plus_ms(1_000_000))
        .await
        .unwrap();
    id
}

async fn sessions<D: Engine>(db: &D, now: Timestamp) {
    let (id, token) = (SessionId("s-1".to_owned()), SessionToken("secret".to_owned()));
    db.create_session(&id, &token, &PersonCard::default(), now.plus_ms(10))
        .await
        .unwrap();
    assert_eq!(
        db.session(&token, now).await.unwrap().map(|known| known.id),
        Some(id.clone())
    );
    assert!(
        db.session(&token, now.plus_ms(10)).await.unwrap().is_none(),
        "over"
    );
    assert!(
        db.session(&SessionToken("other".to_owned()), now)
            .await
            .unwrap()
            .is_none()
    );
    db.extend_session(&id, now.plus_ms(20)).await.unwrap();
    assert!(db.session(&token, now.plus_ms(10)).await.unwrap().is_some());
}

async fn reads<D: Engine>(db: &D) {
    let all = db.feed(None, 1_000, None).await.unwrap().unwrap();
    let page = db.feed(Some(all[9].0), 5, None).await.unwrap().unwrap();
    assert_eq!(page, all[10..15]);
    assert!(db.feed(Some(-7), 5, None).await.unwrap().is_none());
    let last = all.last().map(|(rank, _)| *rank);
    assert!(db.feed(last, 5, None).await.unwrap().unwrap().is_empty());
    for (_, item) in all.iter().take(60) {
        match item {
            FeedItem::Note(card) => {
                assert_eq!(&db.note(&card.id, None).await.unwrap().unwrap().card, card);
                let person = db.person(&card.author.id, None).await.unwrap().unwrap();
                assert_eq!(person.card, card.author);
                let notes = db
                    .newest(NotesOf::Author(&card.author.id), None, 500, None)
                    .await
                    .unwrap();
                assert!(notes.is_sorted_by(|a, b| a.at >= b.at) && notes.contains(card));
            }
            FeedItem::Product(card) => {
                assert_eq!(&db.product(&card.id, None).await.unwrap().unwrap().card, card)
            }
            FeedItem::Room(card) => assert_eq!(&db.room(&card.id, None).await.unwrap().unwrap().card, card),
        }
    }
    assert_eq!(db.rooms().await.unwrap().len(), 6);
}

async fn marks<D: Engine>(db: &D, now: Timestamp) {
    let session = guest(db, now).await;
    let first = db
        .mark(&session, &"n-en-001".into(), MarkKind::Collect, true)
        .await
        .unwrap()
        .unwrap();
    let again = db
        .mark(&session, &"n-en-001".into(), MarkKind::Collect, true)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(first, again);
    assert!(first.collected && !first.liked);
    assert!(
        db.mark(&session, &"none".into(), MarkKind::Like, true)
            .await
            .unwrap()
            .is_none()
    );
}

async fn hold<D: Engine>(
    db: &D,
    session: &SessionId,
    key: &str,
    now: Timestamp,
    until: Timestamp,
) -> Attempt {
    let change = CartChange {
        id: key.into(),
        variant: DESK.into(),
        delta: 1,
    };
    let cart = db.change_cart(session, &[change]).await.unwrap();
    let request = CheckoutRequest {
        key: key.into(),
        cart_version: cart.version,
    };
    let (checkout, is_new) = db.check_out(session, &request, now, until).await.unwrap();
    assert!(is_new);
    Attempt {
        session: session.clone(),
        request: OrderRequest {
            key: key.into(),
            checkout: checkout.id,
            address: meadow_wire::Address {
                country: checkout.destination,
                ..meadow_wire::Address::default()
            },
            payment: PaymentMethod::Test(TestCard::Succeeds),
        },
        hash: key.to_owned(),
    }
}

async fn buying<D: Engine>(db: &D, now: Timestamp) {
    let session = guest(db, now).await;
    let attempt = hold(db, &session, "k1", now, now.plus_ms(1_000)).await;
    let begun = db.begin(&attempt, now).await.unwrap();
    assert!(matches!(begun, Begun::Pay { .. }));
    assert!(matches!(db.begin(&attempt, now).await.unwrap(), Begun::InFlight));
    assert!(db.is_being_paid(&attempt).await.unwrap());
    let other_body = Attempt {
        hash: "other".to_owned(),
        ..attempt.clone()
    };
    assert!(matches!(
        db.begin(&other_body, now).await.unwrap(),
        Begun::KeyReused
    ));
    // Whoever worked on it is gone; the next request takes the attempt over, and only one does.
    drop(begun);
    assert!(!db.is_being_paid(&attempt).await.unwrap());
    let taken_over = db.begin(&attempt, now).await.unwrap();
    assert!(matches!(taken_over, Begun::Pay { .. }));
    assert!(matches!(db.begin(&attempt, now).await.unwrap(), Begun::InFlight));
    let order = db.paid(&attempt, now).await.unwrap().expect("an order");
    assert_eq!(order.state, OrderState::Paid);
    assert!(matches!(db.begin(&attempt, now).await.unwrap(), Begun::Ordered(known) if *known == order));
    assert_eq!(
        db.paid(&attempt, now).await.unwrap().as_ref(),
        Some(&order),
        "goods are taken once"
    );
    assert!(
        db.due(now, 10).await.unwrap().is_empty(),
        "nothing is owed for an order"
    );
    assert!(db.cart(&session).await.unwrap().lines.is_empty());
    let cancelled = db.cancel(&session, &order.id, now).await.unwrap();
    assert_eq!(db.cancel(&session, &order.id, now).await.unwrap(), cancelled);
    assert!(matches!(
        db.cancel(&session, &"none".into(), now).await,
        Err(StepError::NotFound)
    ));
    assert_eq!(db.orders(&session, None, 10).await.unwrap(), [cancelled]);
}

async fn left<D: Engine>(db: &D) -> u32 {
    db.product(&"g-de-01".into(), None)
        .await
        .unwrap()
        .unwrap()
        .card
        .stock
}

async fn letting_go<D: Engine>(db: &D, now: Timestamp) {
    let session = guest(db, now).await;
    let before = left(db).await;
    let attempt = hold(db, &session, "k1", now, now.plus_ms(1_000)).await;
    assert_eq!(left(db).await, before - 1);
    assert_eq!(db.release_expired(now.plus_ms(999)).await.unwrap(), 0);
    assert_eq!(db.release_expired(now.plus_ms(1_000)).await.unwrap(), 1);
    assert_eq!(left(db).await, before);
    assert!(matches!(db.begin(&attempt, now).await.unwrap(), Begun::Expired));
    let request = CheckoutRequest {
        key: "k1".into(),
        cart_version: 1,
    };
    let over = db.check_out(&session, &request, now, now.plus_ms(1)).await;
    assert!(matches!(over, Err(CheckoutError::Expired)));

    // A payment that comes very late takes the goods if they are still there.
    let session = guest(db, now).await;
    let late = hold(db, &session, "k2", now, now.plus_ms(1_000)).await;
    let begun = db.begin(&late, now).await.unwrap();
    assert!(matches!(begun, Begun::Pay { .. }));
    assert_eq!(
        db.release_expired(now.plus_ms(30_000)).await.unwrap(),
        0,
        "somebody is paying"
    );
    assert_eq!(db.release_expired(now.plus_ms(90_000)).await.unwrap(), 1);
    assert!(db.paid(&late, now).await.unwrap().is_some());
    assert_eq!(left(db).await, before - 1);
}
