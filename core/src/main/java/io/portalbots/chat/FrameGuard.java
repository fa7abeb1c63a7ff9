package io.portalbots.chat;

import io.portalbots.tenant.FrameSecrets;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lets a frame open only for what the tenant's portal signed: its own host, and the person. The signature covers
 * neither the dialog nor the button nor the time, so those remain claims, and an address can be used again.
 *
 * <p>Each revision of an app has a HASH of its own. A claimed {@code APP_CODE} only chooses which of them has to fit.
 *
 * <p>Messengers keep the addresses they loaded. So what is signed with the HASH of the generation before is good for
 * {@link #GRACE} from the beginning of this one, in which portals are told of the new HASH.
 *
 * @see "Bitrix24 REST reference, chat apps, checking the HASH"
 */
public final class FrameGuard {

    static final Duration GRACE = Duration.ofMinutes(30);

    private final FrameSecrets secrets;
    private final InstantSource clock;

    public FrameGuard(FrameSecrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Names the HASH of one revision of an app. */
    private record Hash(TenantId tenant, String code, int generation) {}

    /** Why the request is refused; empty if the portal signed it. */
    Optional<String> refusal(Tenant tenant, FrameRequest request) {
        var host = host(request.parameter("DOMAIN"));
        if (host.isEmpty() || !host.get().equals(tenant.endpoint().getHost())) {
            return Optional.of("DOMAIN is not the tenant's portal");
        }
        var code = request.code();
        if (code.isEmpty()) {
            return Optional.of("APP_CODE is not of this app");
        }
        var hashes = generations(tenant).mapToObj(one -> new Hash(tenant.id(), code.get(), one));
        var hash = hashes.filter(one -> signed(request, one, host.get(), "DOMAIN_HASH"))
                .findFirst();
        if (hash.isEmpty()) {
            return Optional.of("DOMAIN_HASH does not fit");
        }
        var user = request.parameter("USER_ID");
        if (!user.matches("[1-9][0-9]{0,17}") || !signed(request, hash.get(), user, "USER_HASH")) {
            return Optional.of("USER_HASH does not fit");
        }
        return Optional.empty();
    }

    private IntStream generations(Tenant tenant) {
        var graceful = tenant.generation() > 1
                && clock.instant().isBefore(tenant.began().plus(GRACE));
        return graceful
                ? IntStream.of(tenant.generation(), tenant.generation() - 1)
                : IntStream.of(tenant.generation());
    }

    private boolean signed(FrameRequest request, Hash hash, String text, String parameter) {
        return secrets.signature(hash.tenant(), hash.code(), hash.generation(), text)
                .equals(Secret.of(request.parameter(parameter)));
    }

    /** DOMAIN is an origin, with a port if it is not the default; the portal signs the bare host. */
    private static Optional<String> host(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
