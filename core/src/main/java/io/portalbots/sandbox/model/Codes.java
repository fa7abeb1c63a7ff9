package io.portalbots.sandbox.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Authorization codes under way to applications [docs: settings/oauth]. Confined to the sandbox's event loop. */
public final class Codes {

    /** How long a code may be exchanged [docs: settings/oauth]. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    /** Whose tokens a code stands for. */
    public record Claim(Portal portal, String clientId, int userId, Instant expires) {}

    private final Clock clock;
    private final Chance chance;
    private final Map<String, Claim> claims = new LinkedHashMap<>();

    Codes(Clock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** A new code. */
    public String issue(Portal portal, String clientId, int userId) {
        var now = clock.instant();
        claims.values().removeIf(claim -> !now.isBefore(claim.expires()));
        var code = chance.secret();
        claims.put(code, new Claim(portal, clientId, userId, now.plus(LIFETIME)));
        return code;
    }

    /** What a code stands for, while it is fresh and not spent. */
    public Optional<Claim> find(String code) {
        return Optional.ofNullable(claims.get(code))
                .filter(claim -> clock.instant().isBefore(claim.expires()));
    }

    /** Makes a code worthless. */
    public void spend(String code) {
        claims.remove(code);
    }
}
