//! The pages that were opened at the redirect provider.

use std::future::Future;

use super::{Db, DbError};

/// The pages that were opened at the redirect provider.
pub trait Pages {
    /// The provider's name for a payment's page.
    fn page(&self, reference: &str) -> impl Future<Output = Result<Option<String>, DbError>> + Send;

    /// Keeps it.
    fn keep_page(&self, reference: &str, page: &str) -> impl Future<Output = Result<(), DbError>> + Send;
}

impl Pages for Db {
    async fn page(&self, reference: &str) -> Result<Option<String>, DbError> {
        Ok(
            sqlx::query_scalar("SELECT page FROM redirect_pages WHERE reference = $1")
                .bind(reference)
                .fetch_optional(&self.reader)
                .await?,
        )
    }

    async fn keep_page(&self, reference: &str, page: &str) -> Result<(), DbError> {
        sqlx::query(
            "INSERT INTO redirect_pages (reference, page) VALUES ($1, $2) \
             ON CONFLICT (reference) DO UPDATE SET page = excluded.page",
        )
        .bind(reference)
        .bind(page)
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}
