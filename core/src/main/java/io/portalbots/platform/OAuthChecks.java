package io.portalbots.platform;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import java.net.URI;

/**
 * Looks whether authorization servers know our applications: asked about a refresh token that nobody issued, one that does
 * says {@code invalid_grant}, and one that does not, {@code invalid_client} or {@code wrong_client}.
 */
final class OAuthChecks {

    private static final Secret MADE_UP = Secret.of("portalbots-check-0000000000000000");

    private final AuthorizationServer authorization;

    OAuthChecks(AuthorizationServer authorization) {
        this.authorization = authorization;
    }

    Finding of(Application application, URI host) {
        var what = "credentials of " + application.name() + " at " + host;
        try {
            return switch (authorization.redeem(application, host.toString(), MADE_UP)) {
                case Redeemed.Refused refused
                when refused.error().equals("invalid_grant") ->
                    Finding.ok(what, "client-id and client-secret are right");
                case Redeemed.Refused refused ->
                    Finding.failed(what, "it answers " + refused.error(), remedy(refused.error()));
                case Redeemed.Granted granted ->
                    Finding.failed(what, "it grants tokens for a made-up one", "check that this is an OAuth server");
            };
        } catch (PortalUnavailableException e) {
            return Finding.failed(
                    what, String.valueOf(e.getMessage()), "check oauth.hosts, and that this machine may connect there");
        }
    }

    private static String remedy(String error) {
        return switch (error) {
            case "invalid_client", "wrong_client" ->
                "copy client-id and client-secret anew from the application's card in Bitrix24";
            default -> "look the error up in Bitrix24's reference of OAuth";
        };
    }
}
