//! Giving an account up: what goes, and what the books keep.

use std::future::Future;

use meadow_wire::{Address, PersonCard};
use sqlx::{Row, SqliteConnection};

use super::{AccountId, Db, DbError, accounts, checkouts, comment_ends, merge, note_ends, rows};

/// What keeps an account from being given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// A payment is under way.
    Paying,
    /// A parcel is not on its way yet, and needs its address.
    Parcel,
    /// Goods are on their way back, and their money is not back yet.
    Return,
}

/// Giving an account up.
pub trait Farewells {
    /// Deletes an account with all it has. Orders stay, without name and address.
    fn give_up(&self, account: &AccountId) -> impl Future<Output = Result<Option<Stays>, DbError>> + Send;
}

/// What goes, of the root `$1`.
const GOES: [&str; 26] = [
    "UPDATE notes SET likes = likes - 1 WHERE id IN \
     (SELECT note FROM marks WHERE session = $1 AND kind = 'like')",
    "UPDATE notes SET collects = collects - 1 WHERE id IN \
     (SELECT note FROM marks WHERE session = $1 AND kind = 'collect')",
    "DELETE FROM marks WHERE session = $1",
    "UPDATE people SET followers = followers - 1 WHERE id IN (SELECT person FROM follows WHERE session = $1)",
    "DELETE FROM follows WHERE session = $1",
    "DELETE FROM mutes WHERE session = $1",
    "UPDATE comments SET likes = likes - 1 WHERE id IN \
     (SELECT comment FROM comment_likes WHERE session = $1)",
    "DELETE FROM comment_likes WHERE session = $1",
    // Somebody still has to judge what was reported: the kind of reason stays, who it was and their words do not.
    "INSERT INTO reasons_left (case_id, reason, given) SELECT case_id, reason, 1 FROM reports WHERE session = $1 \
     ON CONFLICT (case_id, reason) DO UPDATE SET given = given + 1",
    "DELETE FROM reports WHERE session = $1",
    "DELETE FROM review_photos WHERE review IN (SELECT id FROM reviews WHERE session = $1)",
    "DELETE FROM reviews WHERE session = $1",
    "DELETE FROM review_keys WHERE session = $1",
    "DELETE FROM return_photos WHERE photo IN (SELECT id FROM photos WHERE session = $1)",
    // Used by nothing and old: the next errand forgets them, files and all.
    "UPDATE photos SET at = 0 WHERE session = $1",
    "DELETE FROM cart_changes WHERE session = $1",
    "DELETE FROM cart_coupons WHERE session = $1",
    "DELETE FROM saved WHERE session = $1",
    // What a payment needed to go on holds the address too. One whose money is still owed keeps its name until then.
    "DELETE FROM payments WHERE session = $1 AND NOT EXISTS \
     (SELECT 1 FROM refunds r WHERE r.session = payments.session AND r.key = payments.key)",
    "DELETE FROM messages WHERE session = $1",
    "DELETE FROM studio_sessions WHERE session = $1",
    // Why goods went back stays in the books; what both sides wrote about it does not.
    "UPDATE returns SET words = '', answer = '' WHERE order_id IN (SELECT id FROM orders WHERE session = $1)",
    "DELETE FROM cart_lines WHERE session = $1",
    "DELETE FROM carts WHERE session = $1",
    "DELETE FROM passkeys WHERE account = (SELECT id FROM accounts WHERE root = $1)",
    "DELETE FROM sessions WHERE account = (SELECT id FROM accounts WHERE root = $1)",
];

impl Farewells for Db {
    async fn give_up(&self, account: &AccountId) -> Result<Option<Stays>, DbError> {
        let mut writing = self.write().await?;
        let Some(known) = accounts::load(&mut writing, account).await? else {
            return Ok(None);
        };
        let root = &known.root;
        if merge::is_paying(&mut writing, &self.tries, root).await? {
            return Ok(Some(Stays::Paying));
        }
        let waiting: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM orders WHERE session = $1 AND state IN ('placed', 'paid', 'packed')",
        )
        .bind(&root.0)
        .fetch_one(&mut *writing)
        .await?;
        if waiting > 0 {
            return Ok(Some(Stays::Parcel));
        }
        let coming_back: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM returns r JOIN orders o ON o.id = r.order_id \
             WHERE o.session = $1 AND r.state IN ('requested', 'taken_back')",
        )
        .bind(&root.0)
        .fetch_one(&mut *writing)
        .await?;
        if coming_back > 0 {
            return Ok(Some(Stays::Return));
        }
        let held: Vec<String> =
            sqlx::query_scalar("SELECT id FROM checkouts WHERE session = $1 AND state IN ('held', 'paying')")
                .bind(&root.0)
                .fetch_all(&mut *writing)
                .await?;
        for checkout in held {
            checkouts::release(&mut writing, &checkout).await?;
        }
        nameless_orders(&mut writing, &root.0).await?;
        comment_ends::take_all_back(&mut writing, &root.0).await?;
        note_ends::forget_author(&mut writing, root, &known.account.person.id).await?;
        for statement in GOES {
            sqlx::query(statement)
                .bind(&root.0)
                .execute(&mut *writing)
                .await?;
        }
        sqlx::query("DELETE FROM accounts WHERE id = $1")
            .bind(&account.0)
            .execute(&mut *writing)
            .await?;
        // The root, and the guests that went into it, are forgotten as soon as nothing hangs on them any more.
        sqlx::query("UPDATE sessions SET person = $2, expires_at = 0 WHERE id = $1 OR merged_into = $1")
            .bind(&root.0)
            .bind(serde_json::to_string(&PersonCard::default())?)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        self.sessions_ended();
        Ok(None)
    }
}

/// The country decides about taxes; the rest of the address is nobody's business any more.
async fn nameless_orders(writing: &mut SqliteConnection, root: &str) -> Result<(), DbError> {
    let orders = sqlx::query("SELECT id, address FROM orders WHERE session = $1")
        .bind(root)
        .fetch_all(&mut *writing)
        .await?;
    for row in &orders {
        let address = Address {
            country: rows::json::<Address>(row, "address")?.country,
            ..Address::default()
        };
        // Whoever follows the parcel finds the door.
        sqlx::query("UPDATE orders SET address = $2, tracking = '' WHERE id = $1")
            .bind(row.try_get::<&str, _>("id")?)
            .bind(serde_json::to_string(&address)?)
            .execute(&mut *writing)
            .await?;
    }
    Ok(())
}
