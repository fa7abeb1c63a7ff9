package io.portalbots.chat;

import io.portalbots.tenant.FrameSecrets;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import java.net.URI;
import java.util.Optional;

/**
 * Lets a frame open only for what the tenant's portal signed: its own host, and the person. The signature covers
 * neither the dialog nor the button nor the time, so those remain claims, and an address can be used again.
 *
 * @see "Bitrix24 REST reference, chat apps, checking the HASH"
 */
public final class FrameGuard {

    private final FrameSecrets secrets;

    public FrameGuard(FrameSecrets secrets) {
        this.secrets = secrets;
    }

    /** Why the request is refused; empty if the portal signed it. */
    Optional<String> refusal(Tenant tenant, FrameRequest request) {
        var host = host(request.parameter("DOMAIN"));
        if (host.isEmpty() || !host.get().equals(tenant.endpoint().getHost())) {
            return Optional.of("DOMAIN is not the tenant's portal");
        }
        if (!signed(tenant, request, host.get(), "DOMAIN_HASH")) {
            return Optional.of("DOMAIN_HASH does not fit");
        }
        var user = request.parameter("USER_ID");
        if (!user.matches("[1-9][0-9]{0,17}") || !signed(tenant, request, user, "USER_HASH")) {
            return Optional.of("USER_HASH does not fit");
        }
        return Optional.empty();
    }

    private boolean signed(Tenant tenant, FrameRequest request, String text, String parameter) {
        var app = request.plugin() + "." + request.app();
        return secrets.signature(tenant.id(), app, tenant.generation(), text)
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
