//! Shop parts: they know wire types and stores, and never ask the server.

pub mod cart_button;
pub mod cart_drawer;
pub mod collect_button;
pub mod comment_list;
pub mod like_button;
pub mod note_card;
pub mod note_grid;
pub mod person_line;
pub mod note_view;
pub mod price;
pub mod product_card;
pub mod shot;
pub mod trait_list;

pub use cart_button::CartButton;
pub use cart_drawer::CartDrawer;
pub use collect_button::CollectButton;
pub use comment_list::CommentList;
pub use like_button::LikeButton;
pub use note_card::NoteCard;
pub use note_grid::NoteGrid;
pub use person_line::PersonLine;
pub use note_view::NoteView;
pub use price::Price;
pub use product_card::ProductCard;
pub use shot::Shot;
pub use trait_list::TraitList;
