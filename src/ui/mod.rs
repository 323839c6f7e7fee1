//! Plain parts that have never heard of a shop: values in, callbacks out.

pub mod button;
pub mod drawer;
pub mod field;
pub mod icon;
pub mod layer;
pub mod notice;
pub mod password_field;
pub mod picture;
pub mod skeleton;
pub mod stepper;
pub mod thumb;
pub mod toast;

pub use button::{Button, ButtonKind};
pub use drawer::Drawer;
pub use field::{Field, Select};
pub use icon::{Glyph, Icon};
pub use layer::Layer;
pub use notice::Notice;
pub use password_field::PasswordField;
pub use picture::Picture;
pub use skeleton::Skeleton;
pub use stepper::Stepper;
pub use toast::Toast;
