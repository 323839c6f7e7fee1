//! What the shop sends joins what is shown: other pages, another order, one that a link leads to.

use std::collections::HashSet;

use meadow_wire::{Comment, CommentId, Comments, Page};

use super::arrive;

/// Another order, in place of what is shown. What arrived while it was read stands in it too.
pub fn renew(shown: &mut Comments, page: Comments, arrived: &[Comment]) {
    *shown = page;
    for comment in arrived {
        arrive(shown, comment.clone());
    }
}

/// The next page. What moved meanwhile, and stands here already, comes once.
pub fn append(shown: &mut Comments, page: Comments) {
    let known = ids(&shown.items);
    shown
        .items
        .extend(page.items.into_iter().filter(|root| !known.contains(&root.id)));
    shown.next = page.next;
    shown.total = page.total;
    shown.may_pin = page.may_pin;
}

/// The next replies under a comment.
pub fn append_replies(root: &mut Comment, page: Page<Comment>) {
    let known = ids(&root.replies);
    root.replies
        .extend(page.items.into_iter().filter(|reply| !known.contains(&reply.id)));
    // One that a link led to, or that was just said, may stand behind those that come now.
    in_order(&mut root.replies);
    root.replies_next = page.next;
    let here = u32::try_from(root.replies.len()).unwrap_or(u32::MAX);
    root.reply_count = root.reply_count.max(here);
}

/// A comment that was asked for by itself, with what it stands under, takes its place or another's.
pub fn put(shown: &mut Comments, root: Comment) {
    if let Some(known) = shown.items.iter_mut().find(|one| one.id == root.id) {
        let mut root = root;
        // Replies that were read further down stay.
        let mut behind = std::mem::take(&mut known.replies);
        behind.retain(|reply| root.replies.iter().all(|one| one.id != reply.id));
        if !behind.is_empty() {
            root.replies.extend(behind);
            in_order(&mut root.replies);
            root.replies_next = known.replies_next.take();
        }
        *known = root;
        return;
    }
    let place = shown.items.iter().take_while(|root| root.pinned).count();
    shown.items.insert(place, root);
}

/// Oldest first, as the shop counts them.
fn in_order(replies: &mut [Comment]) {
    replies.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
}

fn ids(comments: &[Comment]) -> HashSet<CommentId> {
    comments.iter().map(|comment| comment.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::{
        find, keep_away,
        tests::{order, reply, root, shown},
    };

    #[test]
    fn what_moved_between_two_pages_stands_once() {
        let mut list = shown(vec![root("a", &[]), root("b", &[])]);
        append(&mut list, shown(vec![root("b", &[]), root("c", &[])]));
        assert_eq!(order(&list), ["a[]", "b[]", "c[]"]);
        let page = Page {
            items: vec![reply("r1", "a"), reply("r1", "a")],
            next: None,
        };
        append_replies(&mut list.items[0], page.clone());
        append_replies(&mut list.items[0], page);
        assert_eq!(list.items[0].reply_count, 2);
    }

    #[test]
    fn replies_stand_by_their_time_whichever_came_first() {
        let mut list = shown(vec![root("a", &["r1"])]);
        assert!(arrive(&mut list, reply("r9", "a")));
        let page = Page {
            items: vec![reply("r2", "a"), reply("r3", "a")],
            next: None,
        };
        append_replies(&mut list.items[0], page);
        assert_eq!(order(&list), ["a[r1 r2 r3 r9]"]);
    }

    #[test]
    fn another_order_keeps_what_arrived_meanwhile_and_brings_nothing_back() {
        let mut list = shown(vec![root("a", &[]), root("b", &[]), root("gone", &[])]);
        keep_away(&mut list, &["gone".into()]);
        assert!(arrive(&mut list, root("new", &[])));
        assert!(arrive(&mut list, reply("r1", "a")));
        // It was read before both.
        let page = shown(vec![root("gone", &[]), root("b", &[]), root("a", &[])]);
        renew(&mut list, page, &[root("new", &[]), reply("r1", "a")]);
        keep_away(&mut list, &["gone".into()]);
        assert_eq!(order(&list), ["new[]", "b[]", "a[r1]"]);
        assert_eq!(list.total, 4);
        // Read after: each stands once.
        let page = shown(vec![root("new", &[]), root("a", &["r1"])]);
        renew(&mut list, page, &[root("new", &[]), reply("r1", "a")]);
        assert_eq!(order(&list), ["new[]", "a[r1]"]);
        assert_eq!(list.total, 3);
        assert!(find(&list, &"gone".into()).is_none());
    }

    #[test]
    fn a_linked_comment_takes_its_place_and_what_was_read_stays() {
        let mut list = shown(vec![root("a", &["r1", "r5"])]);
        put(&mut list, root("a", &["r1", "r2"]));
        assert_eq!(order(&list), ["a[r1 r2 r5]"]);
        put(&mut list, root("z", &["r3"]));
        assert_eq!(order(&list), ["z[r3]", "a[r1 r2 r5]"]);
    }
}
