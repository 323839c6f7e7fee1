//! What people say to each other, and how it is found.

use super::{
    compared::Goldens,
    examples::{comments, search},
};

/// Comments, reports and what moderators do about them.
pub fn what_people_answer(goldens: &mut Goldens) {
    goldens.check(
        "comment",
        &[comments::comment(), comments::reply(), comments::withdrawn()],
    );
    goldens.check("comments", &comments::comments());
    goldens.check("comment_sort", &comments::sorts());
    goldens.check("comment_state", &comments::states());
    goldens.check("comment_request", &comments::request());
    goldens.check("comment_place", &comments::place());
    goldens.check("comment_likes", &comments::likes());
    goldens.check("answered", &comments::answered());
    goldens.check("mention", &comments::mention());
    goldens.check("report_reason", &comments::reasons());
    goldens.check("report_request", &comments::report_request());
    goldens.check("report_taken", &comments::report_taken());
    goldens.check("report_made", &comments::report_made());
    goldens.check("reported", &comments::reported());
    goldens.check("case", &comments::case());
    goldens.check("case_act", &comments::acts());
    goldens.check("case_id", &comments::case_id());
    goldens.check("case_line", &comments::line());
    goldens.check("case_move", &comments::case_move());
    goldens.check("case_state", &comments::case_states());
    goldens.check("reason_count", &comments::reason_count());
}

/// Questions, suggestions and what is found.
pub fn searching(goldens: &mut Goldens) {
    goldens.check("text_range", &search::range());
    goldens.check("marked_text", &search::marked());
    goldens.check("search_kind", &search::kinds());
    goldens.check("search_sort", &search::sorts());
    goldens.check("note_form", &search::forms());
    goldens.check("search_since", &search::sinces());
    goldens.check("found_item", &search::items());
    goldens.check("found_person", &search::person());
    goldens.check("search_hit", &search::hit());
    goldens.check("search_counts", &search::counts());
    goldens.check("correction", &search::corrections());
    goldens.check("search_page", &search::page());
    goldens.check("suggestions", &search::suggestions());
}
