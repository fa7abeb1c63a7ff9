package io.portalbots.tenant;

import java.net.URI;

/** The OAuth server of an application, the only authority on which portal a token belongs to. Methods block. */
public interface AuthorizationServer {

    /** What a refresh token was good for. */
    sealed interface Redeemed {

        /**
         * New tokens.
         *
         * @param memberId of the portal they belong to
         * @param endpoint the base of that portal's REST methods
         */
        record Granted(Tokens tokens, String memberId, URI endpoint) implements Redeemed {}

        /** The server documents why not, such as {@code invalid_grant}. */
        record Refused(String error) implements Redeemed {}
    }

    /**
     * Trades a refresh token for the next pair of tokens; the old one is spent.
     *
     * @param version the new pair is to have
     * @throws PortalUnavailableException when the server did not answer
     */
    Redeemed redeem(Application application, Secret refreshToken, long version);
}
