//! Comments as a page shows them: what was read (`pages.rs`), what just came, and what is going.

use std::collections::HashSet;

use meadow_wire::{Comment, CommentId, CommentState, Comments};

mod pages;

pub use pages::{append, append_replies, put, renew};

/// One comment or reply of those that are shown.
pub fn find<'list>(shown: &'list Comments, id: &CommentId) -> Option<&'list Comment> {
    shown
        .items
        .iter()
        .flat_map(|root| std::iter::once(root).chain(&root.replies))
        .find(|comment| comment.id == *id)
}

/// Changes one comment or reply.
pub fn change(shown: &mut Comments, id: &CommentId, change: impl FnOnce(&mut Comment)) {
    for root in &mut shown.items {
        if root.id == *id {
            return change(root);
        }
        if let Some(reply) = root.replies.iter_mut().find(|reply| reply.id == *id) {
            return change(reply);
        }
    }
}

/// What was just said takes its place: a comment before the others, a reply behind them. One that is here already changes
/// nothing. Says whether it has a place: a reply to what is not shown has none.
pub fn arrive(shown: &mut Comments, comment: Comment) -> bool {
    if find(shown, &comment.id).is_some() {
        return true;
    }
    let Some(root) = &comment.root else {
        let place = shown.items.iter().take_while(|root| root.pinned).count();
        shown.items.insert(place, comment);
        shown.total = shown.total.saturating_add(1);
        return true;
    };
    let Some(root) = shown.items.iter_mut().find(|one| one.id == *root) else {
        return false;
    };
    root.replies.push(comment);
    root.reply_count = root.reply_count.saturating_add(1);
    shown.total = shown.total.saturating_add(1);
    true
}

/// None of these stands any more, whatever the shop sent: its answer may be older than that they went.
pub fn keep_away(shown: &mut Comments, gone: &[CommentId]) {
    for id in gone {
        take_away(shown, id);
    }
}

/// A comment was taken back: it goes, or its words go while replies need its place.
pub fn take_away(shown: &mut Comments, id: &CommentId) {
    let readable = find(shown, id).is_some_and(|comment| comment.state == CommentState::Shown);
    if readable {
        shown.total = shown.total.saturating_sub(1);
    }
    let answered = shown
        .items
        .iter()
        .flat_map(|root| &root.replies)
        .any(|reply| reply.to.as_ref().is_some_and(|to| to.id == *id));
    if answered || find(shown, id).is_some_and(|comment| comment.reply_count > 0) {
        return change(shown, id, |comment| {
            *comment = Comment {
                id: comment.id.clone(),
                state: CommentState::Withdrawn,
                at: comment.at,
                root: comment.root.take(),
                to: comment.to.take(),
                replies: std::mem::take(&mut comment.replies),
                reply_count: comment.reply_count,
                replies_next: comment.replies_next.take(),
                ..Comment::default()
            };
        });
    }
    for root in &mut shown.items {
        let before = root.replies.len();
        root.replies.retain(|reply| reply.id != *id);
        if root.replies.len() < before {
            root.reply_count = root.reply_count.saturating_sub(1);
        }
    }
    shown.items.iter_mut().for_each(clear_places);
    shown
        .items
        .retain(|root| root.id != *id && !(root.state == CommentState::Withdrawn && root.reply_count == 0));
}

/// A place that stood for its replies alone goes with the last of them, as far as they are known.
fn clear_places(root: &mut Comment) {
    while root.replies_next.is_none() {
        let needed: HashSet<CommentId> = root
            .replies
            .iter()
            .filter_map(|reply| Some(reply.to.as_ref()?.id.clone()))
            .collect();
        let before = root.replies.len();
        root.replies
            .retain(|reply| reply.state != CommentState::Withdrawn || needed.contains(&reply.id));
        let gone = before - root.replies.len();
        if gone == 0 {
            return;
        }
        root.reply_count = root
            .reply_count
            .saturating_sub(u32::try_from(gone).unwrap_or(u32::MAX));
    }
}

/// One stands first, in the place of another; or none does.
pub fn pin(shown: &mut Comments, id: &CommentId, on: bool) {
    for root in &mut shown.items {
        root.pinned = on && root.id == *id;
    }
    // The others stay where they are: nothing jumps under the reader.
    if let Some(place) = shown.items.iter().position(|root| root.pinned) {
        let root = shown.items.remove(place);
        shown.items.insert(0, root);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use meadow_wire::{Answered, Timestamp};

    use super::*;

    pub fn root(id: &str, replies: &[&str]) -> Comment {
        Comment {
            id: id.into(),
            replies: replies.iter().map(|reply_id| reply(reply_id, id)).collect(),
            reply_count: u32::try_from(replies.len()).unwrap_or_default(),
            ..Comment::default()
        }
    }

    pub fn reply(id: &str, under: &str) -> Comment {
        Comment {
            id: id.into(),
            root: Some(under.into()),
            at: Timestamp::from_ms(i64::from(id.as_bytes()[1])),
            ..Comment::default()
        }
    }

    pub fn shown(items: Vec<Comment>) -> Comments {
        let total = items.iter().map(|root| 1 + root.reply_count).sum();
        Comments {
            items,
            total,
            ..Comments::default()
        }
    }

    pub fn order(shown: &Comments) -> Vec<String> {
        let words = |root: &Comment| {
            let replies: Vec<&str> = root.replies.iter().map(|reply| reply.id.as_str()).collect();
            format!("{}[{}]", root.id, replies.join(" "))
        };
        shown.items.iter().map(words).collect()
    }

    #[test]
    fn what_was_said_stands_before_the_others_behind_the_pinned_one_and_once() {
        let mut pinned = root("p", &[]);
        pinned.pinned = true;
        let mut list = shown(vec![pinned, root("a", &["r1"])]);
        for _ in 0..2 {
            assert!(arrive(&mut list, root("n", &[])));
            assert!(arrive(&mut list, reply("r2", "a")));
        }
        assert!(!arrive(&mut list, reply("r9", "elsewhere")));
        assert_eq!(order(&list), ["p[]", "n[]", "a[r1 r2]"]);
        assert_eq!((list.total, list.items[2].reply_count), (5, 2));
    }

    #[test]
    fn who_takes_back_leaves_a_place_only_while_somebody_needs_it() {
        let mut deep = reply("r2", "a");
        deep.to = Some(Answered {
            id: "r1".into(),
            name: String::new(),
        });
        let mut list = shown(vec![root("a", &["r1"]), root("b", &[])]);
        assert!(arrive(&mut list, deep));
        take_away(&mut list, &"b".into());
        take_away(&mut list, &"r1".into());
        take_away(&mut list, &"a".into());
        assert_eq!(order(&list), ["a[r1 r2]"]);
        assert_eq!(list.total, 1);
        let gone = |id: &str| find(&list, &id.into()).map(|one| one.state);
        assert_eq!(gone("r1"), Some(CommentState::Withdrawn));
        take_away(&mut list, &"r2".into());
        assert!(order(&list).is_empty(), "the empty places go with it");
        assert_eq!(list.total, 0);
    }

    #[test]
    fn one_stands_first_at_most() {
        let mut list = shown(vec![root("a", &[]), root("b", &[]), root("c", &[])]);
        pin(&mut list, &"c".into(), true);
        pin(&mut list, &"b".into(), true);
        assert_eq!(order(&list), ["b[]", "c[]", "a[]"]);
        assert_eq!(list.items.iter().filter(|root| root.pinned).count(), 1);
        pin(&mut list, &"b".into(), false);
        assert!(list.items.iter().all(|root| !root.pinned));
    }
}
