package io.portalbots.web;

import io.portalbots.tenant.Signer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * What we know of a visitor, signed and carried by the page itself, because third-party frames get no cookies. Written
 * {@code BASE64URL({"until": epoch seconds, "claims": {..}}).BASE64URL(signature)}. Readable by whoever holds it: no
 * secrets in the claims.
 */
public final class Sessions {

    private static final int LONGEST = 4096;

    private final Signer signer;
    private final Clock clock;

    public Sessions(Signer signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * A session that {@link #open} takes for the same purpose until {@code life} is over.
     *
     * @param purpose what it opens, {@code a-z 0-9 .}
     */
    public String issue(String purpose, JsonObject claims, Duration life) {
        var until = clock.instant().plus(life).getEpochSecond();
        var payload = new JsonObject().put("until", until).put("claims", claims).encode();
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        return encoded(bytes) + "." + encoded(signer.sign(purpose, bytes));
    }

    /** The claims of a session; empty unless we issued it, for this purpose, and it is not over. */
    public Optional<JsonObject> open(String purpose, String session) {
        var dot = session.indexOf('.');
        if (dot < 0 || session.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var payload = decoded(session.substring(0, dot));
            var signature = decoded(session.substring(dot + 1));
            return MessageDigest.isEqual(signer.sign(purpose, payload), signature)
                    ? claims(new JsonObject(new String(payload, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IllegalArgumentException | DecodeException e) {
            return Optional.empty();
        }
    }

    private Optional<JsonObject> claims(JsonObject session) {
        return clock.instant().getEpochSecond() < session.getLong("until")
                ? Optional.of(session.getJsonObject("claims"))
                : Optional.empty();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
