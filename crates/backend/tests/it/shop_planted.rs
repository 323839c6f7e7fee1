//! The demo town as it is when nobody was there yet.

use std::path::PathBuf;

use meadow_backend::{
    clock,
    db::{Db, SearchIndex},
    seed,
};
use tokio::sync::OnceCell;

/// A town that was planted once for all tests of this process.
pub async fn planted() -> PathBuf {
    static PLANTED: OnceCell<tempfile::TempDir> = OnceCell::const_new();
    let folder = PLANTED
        .get_or_init(|| async {
            let folder = tempfile::tempdir().expect("a folder");
            let db = Db::open(&folder.path().join("meadow.db"))
                .await
                .expect("a database");
            seed::plant(&db, 2026, clock::now())
                .await
                .expect("the town is sound");
            db.open_index().await.expect("the index is made");
            db.close().await;
            folder
        })
        .await;
    folder.path().join("meadow.db")
}
