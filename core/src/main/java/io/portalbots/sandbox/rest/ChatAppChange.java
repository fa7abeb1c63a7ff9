package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.messenger.AppChange.Column;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call of {@code imbot.app.update} or {@code .unregister} as it was read: what can be wrong with it, the columns that
 * FIELDS set, and the row they make.
 */
record ChatAppChange(Call call, Optional<ChatApp> known, ChatAppRequest fields) {

    static ChatAppChange of(Call call) {
        var known = call.portal().chatApps().find(call.params().integer("APP_ID"));
        var fields = new ChatAppRequest(call.params().below("FIELDS"), Reading.of(call.portal()));
        return new ChatAppChange(call, known, fields);
    }

    boolean isForeign() {
        return known.filter(app -> call.isForeign(app.clientId())).isPresent();
    }

    boolean isEmpty() {
        return fields.fields().values().isEmpty();
    }

    boolean hasWrongJs() {
        return fields.isJs() && fields.js().isEmpty();
    }

    boolean isFrameAtWrongPlace() {
        return fields.isFrameAtWrongPlace(call.portal());
    }

    boolean isTooLong() {
        return fields.isTooLong() || fields.isHashTooLong();
    }

    /** The columns that the call sets; the others stay. */
    Set<Column> columns() {
        return Stream.of(Column.values()).filter(this::sets).collect(Collectors.toUnmodifiableSet());
    }

    /** The app with those columns. */
    ChatApp row() {
        var app = known.orElseThrow();
        return new ChatApp(
                app.id(),
                app.botId(),
                app.code(),
                app.clientId(),
                js(app.js()),
                frame(app.frame()),
                sets(Column.HASH) ? fields.fields().text("HASH") : app.hash(),
                fields.context(app.context()),
                flag(Column.HIDDEN, app.hidden()),
                flag(Column.EXTRANET_SUPPORT, app.extranetSupport()),
                flag(Column.LIVECHAT_SUPPORT, app.livechatSupport()),
                sets(Column.ICON_FILE) ? fields.icon() : app.icon(),
                sets(Column.LANG) ? fields.lang() : app.lang());
    }

    /** Sizes count if they are there, all else if it is not empty [src]. */
    private boolean sets(Column column) {
        return switch (column) {
            case JS -> fields.js().isPresent();
            case IFRAME -> fields.isFrame();
            case IFRAME_WIDTH, IFRAME_HEIGHT -> fields.isSaid(column.name());
            case ICON_FILE -> fields.reading().updatesIcons() && fields.icon().isPresent();
            case CONTEXT, HASH, IFRAME_POPUP, HIDDEN, EXTRANET_SUPPORT, LIVECHAT_SUPPORT, LANG ->
                !fields.fields().empty(column.name());
        };
    }

    private Optional<Action.Js> js(Optional<Action.Js> before) {
        return sets(Column.JS) ? fields.js() : before.filter(js -> !replaces(Column.IFRAME));
    }

    private Action.Frame frame(Action.Frame before) {
        return new Action.Frame(
                url(before.url()),
                fields.size("IFRAME_WIDTH", 250, before.width()),
                fields.size("IFRAME_HEIGHT", 50, before.height()),
                flag(Column.IFRAME_POPUP, before.popup()));
    }

    private String url(String before) {
        if (sets(Column.IFRAME)) {
            return fields.frameUrl();
        }
        return replaces(Column.JS) ? "" : before;
    }

    private boolean replaces(Column column) {
        return sets(column) && !fields.reading().keepsWhatIsReplaced();
    }

    private boolean flag(Column column, boolean before) {
        return sets(column) ? fields.fields().yes(column.name()) : before;
    }
}
