//! What the shop vouches for: signed when it is written, and later if it was not.

use std::future::Future;

use meadow_domain::proof::statement;
use meadow_wire::{ProductId, PublicKey, ReviewId, Timestamp};
use sqlx::SqliteConnection;

use super::{Db, DbError, reviews};
use crate::signing::{Signer, public_key};

/// Keys and proofs.
pub trait Proofs {
    /// Keeps a public key, so that what it signs can be verified when another one signs.
    fn keep_key(&self, key: &PublicKey, now: Timestamp) -> impl Future<Output = Result<(), DbError>> + Send;

    /// Every key that ever signed, the newest first.
    fn keys(&self) -> impl Future<Output = Result<Vec<PublicKey>, DbError>> + Send;

    /// Signs up to `limit` reviews of which the shop knows something and that nobody signed; says how many.
    fn sign_missing(
        &self,
        signer: &Signer,
        limit: u32,
    ) -> impl Future<Output = Result<usize, DbError>> + Send;
}

impl Proofs for Db {
    async fn keep_key(&self, key: &PublicKey, now: Timestamp) -> Result<(), DbError> {
        sqlx::query("INSERT INTO signing_keys (kid, x, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(&key.kid)
            .bind(&key.x)
            .bind(now.ms)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn keys(&self) -> Result<Vec<PublicKey>, DbError> {
        let known: Vec<String> = sqlx::query_scalar("SELECT x FROM signing_keys ORDER BY since DESC, kid")
            .fetch_all(&self.reader)
            .await?;
        Ok(known.into_iter().map(public_key).collect())
    }

    async fn sign_missing(&self, signer: &Signer, limit: u32) -> Result<usize, DbError> {
        let unsigned = "SELECT id, product FROM reviews WHERE bought_at IS NOT NULL AND variant IS NOT NULL \
             AND signature IS NULL LIMIT $1";
        // Mostly there is none, and nobody else waits for the writer.
        let waiting: Option<(String, String)> = sqlx::query_as(unsigned)
            .bind(1)
            .fetch_optional(&self.reader)
            .await?;
        if waiting.is_none() {
            return Ok(0);
        }
        let mut writing = self.write().await?;
        let missing: Vec<(String, String)> = sqlx::query_as(unsigned)
            .bind(i64::from(limit))
            .fetch_all(&mut *writing)
            .await?;
        for (id, product) in &missing {
            sign(
                &mut writing,
                signer,
                &ReviewId(id.clone()),
                &ProductId(product.clone()),
            )
            .await?;
        }
        writing.commit().await?;
        Ok(missing.len())
    }
}

/// Signs a review as it is now. What the shop knows nothing of keeps no signature.
pub(super) async fn sign(
    writing: &mut SqliteConnection,
    signer: &Signer,
    id: &ReviewId,
    product: &ProductId,
) -> Result<(), DbError> {
    let Some(mut review) = reviews::load(writing, id, None).await? else {
        return Ok(());
    };
    let signed = statement(product, &review);
    if let (Some(text), Some(proof)) = (&signed, &mut review.proof) {
        signer.sign(text, proof);
    }
    // An empty one is none, and is not tried again.
    let (key, signature) = match review.proof.filter(|_| signed.is_some()) {
        Some(proof) => (proof.key, proof.signature),
        None => Default::default(),
    };
    sqlx::query("UPDATE reviews SET key = $2, signature = $3 WHERE id = $1")
        .bind(&id.0)
        .bind(key)
        .bind(signature)
        .execute(writing)
        .await?;
    Ok(())
}
