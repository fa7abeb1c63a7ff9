package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import java.util.Set;

/**
 * An update of a chat app. What open clients are told depends on which columns the call set, even to what they held
 * already [src: im/lib/app.php update].
 *
 * @param columns those the call set; none if it said nothing that the portal heeds
 */
public record AppChange(ChatApp before, ChatApp after, Set<Column> columns) {

    /** What an update can set. */
    public enum Column {
        CONTEXT,
        HASH,
        JS,
        IFRAME,
        IFRAME_WIDTH,
        IFRAME_HEIGHT,
        IFRAME_POPUP,
        HIDDEN,
        EXTRANET_SUPPORT,
        LIVECHAT_SUPPORT,
        ICON_FILE,
        LANG
    }

    public AppChange {
        columns = Set.copyOf(columns);
    }
}
