package io.portalbots.portal;

import io.portalbots.registry.Call;
import io.portalbots.tenant.PortalProbe;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks by {@code profile} and {@code app.info}, which need no scope, and {@code imbot.bot.list}, together.
 *
 * <pre>{@code
 * profile           {"ID": "1", "ADMIN": true, ...}
 * app.info          {"CODE": .., "INSTALLED": true, "LANGUAGE_ID": "en", "LICENSE_FAMILY": "ent", ...}
 * imbot.bot.list    {"62": {"ID": "62", "CODE": "portalbots_echo", ...}, ...}     all of the portal; [] if there is none
 * }</pre>
 */
public final class RestProbe implements PortalProbe {

    private static final int PROFILE = 0;
    private static final int INFO = 1;
    private static final int BOTS = 2;
    private static final SortedMap<Integer, Call> ASKED = new TreeMap<>(Map.of(
            PROFILE, new Call("profile", "", Map.of()),
            INFO, new Call("app.info", "", Map.of()),
            BOTS, new Call("imbot.bot.list", "", Map.of())));

    private final Rest rest;
    private final String botPrefix;

    /** @param botPrefix begins the code of every bot of ours */
    public RestProbe(Rest rest, String botPrefix) {
        this.rest = rest;
        this.botPrefix = botPrefix;
    }

    @Override
    public Standing ask(URI endpoint, Secret accessToken) {
        var answer = batch(endpoint, accessToken);
        var profile = object(answer, PROFILE);
        var info = object(answer, INFO);
        var language = String.valueOf(info.getValue("LANGUAGE_ID")).toLowerCase(Locale.ROOT);
        var id = String.valueOf(profile.getValue("ID"));
        rest.hasPlan(endpoint, String.valueOf(info.getValue("LICENSE_FAMILY")));
        return new Standing(
                id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0,
                Boolean.TRUE.equals(profile.getValue("ADMIN")),
                language.matches("[a-z]{2}") ? language : "en",
                bots(answer));
    }

    private BatchAnswer batch(URI endpoint, Secret accessToken) {
        return switch (rest.send(endpoint, accessToken, new Request.Together(ASKED))) {
            case Reply.Result result -> BatchAnswer.of(result);
            case Reply.Failure failure -> throw refused("batch", failure);
        };
    }

    private static JsonObject object(BatchAnswer answer, int position) {
        return switch (answer.reply(position).orElse(null)) {
            case null -> new JsonObject();
            case Reply.Result result -> result.object();
            case Reply.Failure failure ->
                throw refused(Objects.requireNonNull(ASKED.get(position)).method(), failure);
        };
    }

    private static PortalUnavailableException refused(String method, Reply.Failure failure) {
        var message = method + " answers " + failure.error() + " to a new token";
        return isAboutTheToken(failure)
                ? PortalUnavailableException.tokenRefused(message)
                : new PortalUnavailableException(message);
    }

    private static boolean isAboutTheToken(Reply.Failure failure) {
        return SystemError.reaction(failure.error()) == Reaction.RENEW;
    }

    /** None where the application may not ask; but what is answered only later is not taken for none. */
    private Set<Long> bots(BatchAnswer answer) {
        return switch (answer.reply(BOTS).orElse(null)) {
            case null -> throw new PortalUnavailableException("the portal says nothing of imbot.bot.list");
            case Reply.Result result -> ours(result.object());
            case Reply.Failure failure when isForGood(failure) -> Set.of();
            case Reply.Failure failure -> throw refused("imbot.bot.list", failure);
        };
    }

    private static boolean isForGood(Reply.Failure failure) {
        return switch (SystemError.reaction(failure.error())) {
            case RENEW, LATER, METHOD_LATER, UNREACHABLE -> false;
            case NEXT_CHAIN, SUSPEND_PAYMENT, SUSPEND_PLAN, SUSPEND_OVERLOAD, ASK_PROFILE, TELL, ALARM -> true;
        };
    }

    private Set<Long> ours(JsonObject bots) {
        return bots.stream()
                .filter(entry -> entry.getKey().matches("[0-9]{1,18}"))
                .filter(entry -> entry.getValue() instanceof JsonObject bot
                        && String.valueOf(bot.getValue("CODE")).startsWith(botPrefix))
                .map(entry -> Long.valueOf(entry.getKey()))
                .collect(Collectors.toSet());
    }
}
