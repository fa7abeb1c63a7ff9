package io.portalbots.portal;

import io.portalbots.portal.ExchangeLog.Question;
import io.portalbots.registry.Call;
import io.portalbots.registry.doctor.Complaint;
import io.portalbots.registry.doctor.PortalLook;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.TokenSource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks at a portal in one batch, with the tokens at hand; they are refreshed if their hour is over. An error is an answer
 * here: whatever is wrong with the tenant is left to those who call it for something.
 *
 * <pre>{@code
 * app.info                            {"INSTALLED": false, ..}
 * scope                               ["im", "imbot", ..]
 * profile                             {"ID": "1", "ADMIN": true, ..}                     if a person is named
 * imbot.dialog.get?DIALOG_ID=5        {"type": "private", "extranet": true, ..}          likewise: their chat with us
 * imbot.dialog.get?DIALOG_ID=chat443  {"message_type": "L", "entity_type": "LINES", ..}  if a dialog is named
 * 403 ACCESS_ERROR                    (imbot.dialog.get) who installed us is not in that chat
 * }</pre>
 *
 * @see "Bitrix24 REST reference, app.info, scope, imbot.dialog.get"
 */
public final class RestLook implements PortalLook {

    private static final int INFO = 0;
    private static final int SCOPE = 1;
    private static final int PROFILE = 2;
    private static final int PRIVATE = 3;
    private static final int DIALOG = 4;
    private static final String GET_DIALOG = "imbot.dialog.get";

    private final Rest rest;
    private final TokenSource tokens;
    private final ExchangeLog log;

    public RestLook(Rest rest, TokenSource tokens, ExchangeLog log) {
        this.rest = rest;
        this.tokens = tokens;
        this.log = log;
    }

    @Override
    public Seen at(Tenant tenant, Complaint complaint) {
        try {
            var used = tokens.current(tenant);
            var request = new Request.Together(calls(complaint));
            var question = new Question(tenant, "doctor", request.method(), request.shown());
            var reply = log.asked(question, () -> rest.send(tenant.endpoint(), used.access(), request), request::said);
            return switch (reply) {
                case Reply.Result result -> seen(BatchAnswer.of(result), complaint);
                case Reply.Failure failure -> Seen.nothing(TenantRest.why(failure));
            };
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            return Seen.nothing(String.valueOf(e.getMessage()));
        }
    }

    private static SortedMap<Integer, Call> calls(Complaint complaint) {
        var calls = new TreeMap<Integer, Call>();
        calls.put(INFO, new Call("app.info", "", Map.of()));
        calls.put(SCOPE, new Call("scope", "", Map.of()));
        complaint.person().ifPresent(person -> {
            calls.put(PROFILE, new Call("profile", "", Map.of()));
            calls.put(PRIVATE, dialog(String.valueOf(person)));
        });
        complaint.dialog().ifPresent(dialog -> calls.put(DIALOG, dialog(dialog)));
        return calls;
    }

    private static Call dialog(String id) {
        return new Call(GET_DIALOG, FormQuery.empty().put("DIALOG_ID", id).built(), Map.of("DIALOG_ID", id));
    }

    private static Seen seen(BatchAnswer answer, Complaint complaint) {
        var profile = object(answer, PROFILE)
                .filter(us -> complaint.person().isPresent()
                        && String.valueOf(us.getValue("ID"))
                                .equals(String.valueOf(complaint.person().getAsLong())));
        return new Seen(
                Optional.empty(),
                object(answer, INFO).flatMap(info -> flag(info, "INSTALLED")),
                scopes(answer),
                profile.flatMap(us -> flag(us, "ADMIN")),
                profile.isPresent()
                        ? Optional.of(false)
                        : object(answer, PRIVATE).flatMap(chat -> flag(chat, "extranet")),
                object(answer, DIALOG).flatMap(RestLook::room));
    }

    private static Optional<Set<String>> scopes(BatchAnswer answer) {
        return answer.reply(SCOPE).flatMap(RestLook::words);
    }

    private static Optional<Set<String>> words(Reply reply) {
        return reply instanceof Reply.Result result && result.value() instanceof JsonArray words
                ? Optional.of(words.stream().map(String::valueOf).collect(Collectors.toSet()))
                : Optional.empty();
    }

    private static Optional<JsonObject> object(BatchAnswer answer, int position) {
        return answer.reply(position)
                .flatMap(reply ->
                        reply instanceof Reply.Result result ? Optional.of(result.object()) : Optional.empty());
    }

    private static Optional<Boolean> flag(JsonObject of, String name) {
        return of.getValue(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    private static Optional<Room> room(JsonObject chat) {
        if ("L".equals(chat.getValue("message_type"))) {
            return Optional.of(Room.OPEN_CHANNEL);
        }
        if ("private".equals(chat.getValue("type"))) {
            return Optional.empty();
        }
        return Optional.of("CALL".equals(chat.getValue("entity_type")) ? Room.TELEPHONY : Room.GROUP);
    }
}
