package io.portalbots.sandbox.http;

import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A request to the token endpoint as it was read [docs: settings/oauth]. */
record TokenRequest(Params params) {

    /**
     * What a client gives for tokens.
     *
     * @see #ticket()
     */
    enum Grant {
        AUTHORIZATION_CODE("authorization_code", "code"),
        REFRESH_TOKEN("refresh_token", "refresh_token");

        private final String type;
        private final String ticket;

        Grant(String type, String ticket) {
            this.type = type;
            this.ticket = ticket;
        }

        /** Name of the parameter that holds it. */
        String ticket() {
            return ticket;
        }
    }

    Optional<Grant> grant() {
        var type = params.text("grant_type");
        return Stream.of(Grant.values())
                .filter(grant -> grant.type.equals(type))
                .findFirst();
    }

    /** The first parameter that is missing, if any. */
    Optional<String> missing() {
        return grant().flatMap(grant -> Stream.of("client_id", "client_secret", grant.ticket())
                .filter(params::empty)
                .findFirst());
    }

    String clientId() {
        return params.text("client_id");
    }

    String clientSecret() {
        return params.text("client_secret");
    }

    /** The code or refresh token. */
    String ticket() {
        return grant().map(grant -> params.text(grant.ticket())).orElse("");
    }

    /** The scopes that are asked for; {@code app}, which every answer says, means no more than usual. */
    List<String> scopes() {
        return Stream.of(params.text("scope").split("[,\\s]+"))
                .filter(scope -> !scope.isEmpty() && !scope.equals("app"))
                .toList();
    }

    @Override
    public String toString() {
        return "TokenRequest[" + clientId() + "]";
    }
}
