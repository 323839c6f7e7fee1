//! What of the goods moves: prices and stock, of all of them at once.

use std::future::Future;

use meadow_wire::{Goods, Money, ProductId, VariantId, VariantNow};
use sqlx::Row;

use super::{
    Db, DbError,
    rows::{self, euros},
};

/// Goods as they are now.
pub trait AllGoods {
    /// Every product's prices and stock, by product and in the order of its variants.
    fn all_goods(&self) -> impl Future<Output = Result<Vec<Goods>, DbError>> + Send;
}

impl AllGoods for Db {
    async fn all_goods(&self) -> Result<Vec<Goods>, DbError> {
        let found = sqlx::query(
            "SELECT v.product, v.id, v.price, s.on_hand - s.reserved AS left_over FROM variants v \
             JOIN stock s ON s.sku = v.id ORDER BY v.product, v.position",
        )
        .fetch_all(&self.reader)
        .await?;
        let mut all: Vec<Goods> = Vec::new();
        for row in &found {
            let product = ProductId(row.try_get("product")?);
            let variant = VariantNow {
                variant: VariantId(row.try_get("id")?),
                price: euros(row.try_get("price")?),
                stock: rows::count(row, "left_over")?,
            };
            match all.last_mut() {
                Some(last) if last.product == product => add(last, variant),
                _ => all.push(Goods {
                    product,
                    price: variant.price,
                    price_varies: false,
                    stock: variant.stock,
                    variants: vec![variant],
                }),
            }
        }
        Ok(all)
    }
}

fn add(goods: &mut Goods, variant: VariantNow) {
    goods.price_varies |= variant.price != goods.price;
    goods.price = Money {
        minor: goods.price.minor.min(variant.price.minor),
        ..goods.price
    };
    goods.stock = goods.stock.saturating_add(variant.stock);
    goods.variants.push(variant);
}
