package io.portalbots.web;

import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads claims about installations from the fields of events and pages. The tokens of a person who merely wrote something
 * are never read.
 *
 * <pre>{@code
 * event    auth[member_id]  auth[refresh_token]  auth[application_token]  auth[server_endpoint]
 *          data[BOT][62][refresh_token]   data[COMMAND][8][refresh_token]     of the bot
 * page     member_id        REFRESH_ID           APPLICATION_TOKEN        SERVER_ENDPOINT
 * }</pre>
 *
 * @see "Bitrix24 REST reference, installation of applications; events"
 */
final class Claims {

    private static final Pattern OF_BOT = Pattern.compile("data\\[(BOT|COMMAND)]\\[[0-9]{1,18}]\\[refresh_token]");

    private Claims() {}

    /** What an event about the installation claims; empty if it brings no refresh token. */
    static Optional<Claim> ofInstallation(TenantId id, Map<String, String> fields) {
        return claim(Claim.Kind.EVENT, id, fields, text(fields, "auth[refresh_token]"));
    }

    /** What the bot's tokens in an event claim; empty if it brings none. */
    static Optional<Claim> ofBot(TenantId id, Map<String, String> fields) {
        return fields.keySet().stream()
                .filter(name -> OF_BOT.matcher(name).matches())
                .findFirst()
                .flatMap(name -> claim(Claim.Kind.BOT, id, fields, text(fields, name)));
    }

    private static Optional<Claim> claim(Claim.Kind kind, TenantId id, Map<String, String> fields, String refresh) {
        return refresh.isEmpty()
                ? Optional.empty()
                : Optional.of(new Claim(
                        kind,
                        id,
                        Secret.of(refresh),
                        Secret.of(text(fields, "auth[application_token]")),
                        text(fields, "auth[server_endpoint]")));
    }

    /** What a page that a portal opens claims. */
    static Claim ofPage(TenantId id, Map<String, String> fields) {
        return new Claim(
                Claim.Kind.PAGE,
                id,
                Secret.of(text(fields, "REFRESH_ID")),
                Secret.of(text(fields, "APPLICATION_TOKEN")),
                text(fields, "SERVER_ENDPOINT"));
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }
}
