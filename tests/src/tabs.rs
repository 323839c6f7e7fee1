//! Several tabs of one browser.

use crate::browser::Browser;
use fantoccini::wd::WindowHandle;

impl Browser {
    /// Loads the page again, as by the browser's button.
    pub async fn reload(&self) {
        self.collect().await;
        self.client.refresh().await.expect("the page can be loaded again");
    }

    /// The tab that is looked at.
    pub async fn tab(&self) -> WindowHandle {
        self.client.window().await.expect("a tab is open")
    }

    /// Opens another tab and looks at it.
    pub async fn open_tab(&self) {
        let opened = self.client.new_window(true).await.expect("a tab can be opened");
        self.turn_to(&opened.handle).await;
    }

    /// Closes the tab that is looked at; another one must be turned to.
    pub async fn close_tab(&self) {
        self.client.close_window().await.expect("the tab can be closed");
    }

    /// Looks at a tab.
    pub async fn turn_to(&self, tab: &WindowHandle) {
        self.client
            .switch_to_window(tab.clone())
            .await
            .expect("the tab is still open");
    }
}
