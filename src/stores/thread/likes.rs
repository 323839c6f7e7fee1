//! Liking comments: shown at once, one request at a time, the last wish wins.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use leptos::prelude::*;
use meadow_domain::{thread, toggle::Toggle};
use meadow_wire::{CommentId, Comments};

use super::Thread;
use crate::{api, browser::task, stores::session};

/// Likes that are on their way. They get there although the page is left meanwhile.
pub(super) type Likes = Rc<RefCell<HashMap<CommentId, Toggle>>>;

impl Thread {
    /// Likes a comment, or no longer: shown at once, taken back if the shop says no.
    pub fn like(self, id: CommentId) {
        let known = self.shown.with_untracked(|shown| {
            thread::find(shown, &id).map(|comment| Toggle::settled(comment.liked, comment.likes))
        });
        let Some(known) = known else { return };
        let likes = self.likes.get_value();
        let mut like = likes.borrow().get(&id).copied().unwrap_or(known);
        let asks = like.press();
        likes.borrow_mut().insert(id.clone(), like);
        self.change(|shown| show(shown, &id, like));
        if asks {
            task::spawn(async move { self.settle(&id, &likes).await });
        }
    }

    /// Asks until the shop has what is wished.
    async fn settle(self, id: &CommentId, likes: &Likes) {
        loop {
            let wished = likes.borrow().get(id).copied();
            let Some(Toggle { on, .. }) = wished else { return };
            let answer = session::with_session(async || api::comments::like(id, on).await).await;
            let pressed = likes.borrow_mut().remove(id);
            let Some(mut like) = pressed else { return };
            let settled = match answer {
                Ok(likes) => like.answered(likes.liked, likes.likes),
                Err(error) => {
                    like.refused();
                    self.toasts.say(error.in_words());
                    true
                }
            };
            self.change(|shown| show(shown, id, like));
            if settled {
                return;
            }
            likes.borrow_mut().insert(id.clone(), like);
        }
    }
}

/// The like of a comment as it is shown.
pub(super) fn show(shown: &mut Comments, id: &CommentId, like: Toggle) {
    thread::change(shown, id, |comment| {
        (comment.liked, comment.likes) = (like.on, like.count)
    });
}
