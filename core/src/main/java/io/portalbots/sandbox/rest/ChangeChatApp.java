package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.AppChange;
import io.portalbots.sandbox.messenger.AppChanges;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code imbot.app.update} and {@code imbot.app.unregister}.
 *
 * <pre>{@code
 * POST /rest/imbot.app.update       {"APP_ID": 201, "FIELDS": {"CONTEXT": "CHAT"}}
 * POST /rest/imbot.app.unregister   {"APP_ID": 201}
 * 200  {"result": true}
 * 400  {"error": "CHAT_APP_ID_ERROR", "error_description": "App not found"}
 * }</pre>
 *
 * <p>By the reference an update wants at least one field; JS wins over IFRAME; LANG replaces all phrases; absent fields
 * stay; JS_PARAM or HASH of the wrong form is a WRONG_REQUEST, as it names no other code for them here. Real portals
 * answer {@code true} to all of that, and store nothing of it.
 *
 * @see "REST reference, imbot.app.update and imbot.app.unregister, 2018-02-28"
 */
final class ChangeChatApp {

    private static final Rule<ChatAppChange> CLIENT =
            Common.noClient(request -> request.call().owner().isEmpty());
    private static final Rule<ChatAppChange> APP = refuse(
            "CHAT_APP_ID_ERROR", "App not found", request -> request.known().isEmpty());
    private static final Rule<ChatAppChange> OWNER =
            refuse("APP_ID_ERROR", "App was installed by another rest application", ChatAppChange::isForeign);
    private static final Rule<ChatAppChange> FIELDS =
            refuse("WRONG_REQUEST", "Update fields can't be empty", ChatAppChange::isEmpty);
    private static final Rule<ChatAppChange> FIELDS_OR_NOTHING = nothing(ChatAppChange::isEmpty);
    private static final Rule<ChatAppChange> HASH_OF_32 = refuse(
            "WRONG_REQUEST",
            "Hash must have 32 symbols",
            request -> request.fields().hasWrongHash());
    private static final Rule<ChatAppChange> JS =
            refuse("WRONG_REQUEST", "JS params are wrong", ChatAppChange::hasWrongJs);
    private static final Rule<ChatAppChange> HTTPS =
            refuse("IFRAME_HTTPS", "Iframe params must be HTTPS site", ChatAppChange::isFrameAtWrongPlace);
    private static final Rule<ChatAppChange> COLUMNS =
            refuse("WRONG_REQUEST", "App can't be updated", ChatAppChange::isTooLong);
    private static final Rule<ChatAppChange> COLUMNS_OR_NOTHING = nothing(ChatAppChange::isTooLong);

    private static final List<Rule<ChatAppChange>> UNREGISTER = List.of(CLIENT, APP, OWNER);

    /** The order of checks [src: im/classes/general/im_rest.php appUpdate], row 1 of which is in {@link Methods}. */
    private static final List<Rule<ChatAppChange>> CONTRACT =
            List.of(CLIENT, APP, OWNER, FIELDS, HASH_OF_32, JS, HTTPS, COLUMNS);

    private static final List<Rule<ChatAppChange>> REAL =
            List.of(CLIENT, APP, OWNER, FIELDS_OR_NOTHING, HTTPS, COLUMNS_OR_NOTHING);

    private final AppChanges changes;

    ChangeChatApp(AppChanges changes) {
        this.changes = changes;
    }

    Answer unregister(Call call) {
        var request = ChatAppChange.of(call);
        return Rule.first(UNREGISTER, request).orElseGet(() -> {
            var app = request.known().orElseThrow();
            call.portal().chatApps().remove(app.id());
            changes.unregistered(call.portal(), app);
            return new Answer.Result(true);
        });
    }

    Answer update(Call call) {
        var request = ChatAppChange.of(call);
        return Rule.first(checks(request.fields().reading()), request).orElseGet(() -> {
            var before = request.known().orElseThrow();
            var after = request.row();
            call.portal().chatApps().replace(after.id(), after);
            changes.updated(call.portal(), new AppChange(before, after, request.columns()));
            return new Answer.Result(true);
        });
    }

    private static List<Rule<ChatAppChange>> checks(Reading reading) {
        return switch (reading) {
            case CONTRACT -> CONTRACT;
            case REAL -> REAL;
        };
    }

    /** Answers as if all were well, and does nothing [src]. */
    private static Rule<ChatAppChange> nothing(Predicate<ChatAppChange> when) {
        return new Rule<>(when, request -> new Answer.Result(true));
    }
}
