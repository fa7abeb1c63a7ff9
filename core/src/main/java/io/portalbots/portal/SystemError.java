package io.portalbots.portal;

import static io.portalbots.portal.Reaction.ALARM;
import static io.portalbots.portal.Reaction.ASK_PROFILE;
import static io.portalbots.portal.Reaction.LATER;
import static io.portalbots.portal.Reaction.METHOD_LATER;
import static io.portalbots.portal.Reaction.NEXT_CHAIN;
import static io.portalbots.portal.Reaction.RENEW;
import static io.portalbots.portal.Reaction.SUSPEND_OVERLOAD;
import static io.portalbots.portal.Reaction.SUSPEND_PAYMENT;
import static io.portalbots.portal.Reaction.SUSPEND_PLAN;
import static io.portalbots.portal.Reaction.TELL;
import static io.portalbots.portal.Reaction.UNREACHABLE;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every error that any method of a portal, or an authorization server, may answer, and what is done about it.
 * Statuses are not looked at, for reference and portals disagree about them, and texts neither, for they are translated.
 *
 * @see "Bitrix24 REST reference, system errors and OAuth error codes"
 */
enum SystemError {
    EXPIRED_TOKEN("expired_token", RENEW, "the access token is past its hour"),
    NO_AUTH_FOUND("NO_AUTH_FOUND", RENEW, "no access token, or one that is not known"),
    INVALID_TOKEN("invalid_token", RENEW, "a wrong access token, on portals with their own way to authorize"),
    AUTHORIZATION_ERROR("authorization_error", NEXT_CHAIN, "the token's person cannot be logged in: was dismissed"),
    USER_ACCESS_ERROR("user_access_error", NEXT_CHAIN, "the token's person may not use the application"),
    INVALID_GRANT("invalid_grant", NEXT_CHAIN, "the refresh token is spent, expired or revoked"),
    BAD_VERIFICATION_CODE("bad_verification_code", NEXT_CHAIN, "the code or refresh token is stale"),

    PAYMENT_REQUIRED("PAYMENT_REQUIRED", SUSPEND_PAYMENT, "the portal's subscription ended"),
    ACCESS_DENIED("ACCESS_DENIED", ASK_PROFILE, "the portal's plan is without REST, or the method refuses this call"),
    APPLICATION_NOT_FOUND(
            "APPLICATION_NOT_FOUND", SUSPEND_PLAN, "the application is not, or not active, on the portal"),
    OVERLOAD_LIMIT("OVERLOAD_LIMIT", SUSPEND_OVERLOAD, "the portal put the application on hold for its load"),
    PORTAL_DELETED("PORTAL_DELETED", UNREACHABLE, "the portal is closed"),

    QUERY_LIMIT_EXCEEDED("QUERY_LIMIT_EXCEEDED", LATER, "too many calls from our address to this portal"),
    OPERATION_TIME_LIMIT("OPERATION_TIME_LIMIT", METHOD_LATER, "the method's running time of ten minutes is spent"),
    INTERNAL_SERVER_ERROR("INTERNAL_SERVER_ERROR", LATER, "the portal is at fault"),
    ERROR_UNEXPECTED_ANSWER("ERROR_UNEXPECTED_ANSWER", LATER, "the portal is at fault"),
    CONNECTION_ERROR("CONNECTION_ERROR", LATER, "the portal does not reach its authorization server"),

    INVALID_CLIENT("invalid_client", ALARM, "client id or secret of the application is wrong"),
    WRONG_CLIENT("wrong_client", ALARM, "client id or secret of the application is wrong"),
    INVALID_SCOPE("invalid_scope", ALARM, "a scope that the application's card does not have"),

    INSUFFICIENT_SCOPE("insufficient_scope", TELL, "the application was not granted the method's scope"),
    ERROR_METHOD_NOT_FOUND("ERROR_METHOD_NOT_FOUND", TELL, "the portal has no such method"),
    ERROR_ARGUMENT("ERROR_ARGUMENT", TELL, "a parameter is missing or wrong"),
    ERROR_CORE("ERROR_CORE", TELL, "the method failed"),
    ERROR_NOT_FOUND("ERROR_NOT_FOUND", TELL, "what the call is about is not there"),
    INVALID_REQUEST("INVALID_REQUEST", TELL, "plain http where https is required"),
    MALFORMED_REQUEST("invalid_request", TELL, "the authorization server cannot read the request"),
    INVALID_CREDENTIALS("INVALID_CREDENTIALS", TELL, "the secret of an inbound webhook is wrong"),
    WRONG_AUTH_TYPE("WRONG_AUTH_TYPE", TELL, "the method is not for tokens of this kind"),
    WRONG_LICENSE("WRONG_LICENSE", TELL, "the portal's plan is without this feature"),
    METHOD_CONFIRM_WAITING("METHOD_CONFIRM_WAITING", TELL, "an administrator has yet to allow the method"),
    METHOD_CONFIRM_DENIED("METHOD_CONFIRM_DENIED", TELL, "an administrator refused the method"),
    WRONG_ENCODING("WRONG_ENCODING", TELL, "the request is not in UTF-8"),
    ERROR_BATCH_LENGTH_EXCEEDED("ERROR_BATCH_LENGTH_EXCEEDED", TELL, "a batch of more than 50 commands"),
    ERROR_BATCH_METHOD_NOT_ALLOWED("ERROR_BATCH_METHOD_NOT_ALLOWED", TELL, "a method that no batch may have");

    private static final Map<String, SystemError> BY_CODE =
            Stream.of(values()).collect(Collectors.toMap(SystemError::code, Function.identity()));

    private final String code;
    private final Reaction reaction;
    private final String meaning;

    SystemError(String code, Reaction reaction, String meaning) {
        this.code = code;
        this.reaction = reaction;
        this.meaning = meaning;
    }

    /** As it is in {@code error}, letter by letter. */
    String code() {
        return code;
    }

    Reaction reaction() {
        return reaction;
    }

    String meaning() {
        return meaning;
    }

    static Optional<SystemError> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** What is done about a code; of those not listed here, which are methods' own, its caller is told. */
    static Reaction reaction(String code) {
        return of(code).map(SystemError::reaction).orElse(TELL);
    }
}
