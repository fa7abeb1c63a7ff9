package io.portalbots.sandbox.http;

import io.portalbots.sandbox.http.TokenRequest.Grant;
import io.portalbots.sandbox.model.Disputed.ReusedRefresh;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.World;
import java.util.Optional;

/** What codes and refresh tokens are worth, and to whom. */
final class Grants {

    /** Whose tokens a code or refresh token stands for. */
    record Owner(Portal portal, Installation app, int userId) {}

    private final World world;

    Grants(World world) {
        this.world = world;
    }

    /** Whether any portal knows that client id with that secret, or knew it before it removed the application. */
    boolean isClient(TokenRequest request) {
        return world.portals().stream().anyMatch(portal -> isClient(portal, request))
                || world.removed(request.clientId())
                        .filter(app -> app.hasSecret(request.clientSecret()))
                        .isPresent();
    }

    /** Whose tokens are asked for, if the code or refresh token is good and belongs to the client. */
    Optional<Owner> owner(TokenRequest request) {
        return request.grant()
                .flatMap(grant -> switch (grant) {
                    case AUTHORIZATION_CODE ->
                        world.codes()
                                .find(request.ticket())
                                .flatMap(claim -> owner(claim.portal(), claim.clientId(), claim.userId()));
                    case REFRESH_TOKEN ->
                        pair(request).flatMap(pair -> owner(pair.portal(), pair.clientId(), pair.userId()));
                })
                .filter(owner -> owner.app().clientId().equals(request.clientId()))
                .filter(owner -> isClient(owner.portal(), request));
    }

    /** New tokens for a request that has an owner: the code is spent, the refresh token rotated. */
    Token redeem(TokenRequest request) {
        if (request.grant().filter(grant -> grant == Grant.REFRESH_TOKEN).isPresent()) {
            return world.tokens()
                    .refresh(request.ticket())
                    .map(world.tokens()::rotate)
                    .orElseGet(() -> pair(request).orElseThrow());
        }
        var claim = world.codes().find(request.ticket()).orElseThrow();
        world.codes().spend(request.ticket());
        return world.tokens().issue(claim.portal(), claim.clientId(), claim.userId());
    }

    /** The pair that a refresh token stands for: its own, or in the time of grace the one that took its place. */
    private Optional<Token> pair(TokenRequest request) {
        var tokens = world.tokens();
        return tokens.refresh(request.ticket())
                .or(() -> tokens.successor(request.ticket())
                        .filter(pair -> pair.portal().traits().disputed().reusedRefresh() == ReusedRefresh.GRACE));
    }

    private static Optional<Owner> owner(Portal portal, String clientId, int userId) {
        return Optional.ofNullable(portal.installations().get(clientId)).map(app -> new Owner(portal, app, userId));
    }

    private static boolean isClient(Portal portal, TokenRequest request) {
        var app = portal.installations().get(request.clientId());
        return app != null && app.hasSecret(request.clientSecret());
    }
}
