package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Portal;

/**
 * What the server itself refuses, before or around a method. Docs and server disagree about several statuses, so each
 * has two: the documented one, which a portal in contract mode answers, and the server's own, which it answers in real
 * mode [docs: _includes/system-errors] [src: rest/lib/oauth, rest/lib/oauthexception.php].
 */
public enum SystemError {
    INVALID_REQUEST(400, 400, "Https required"),
    ERROR_BATCH_LENGTH_EXCEEDED(400, 400, "Max batch length exceeded"),
    NO_AUTH_FOUND(401, 401, "Wrong authorization data"),
    APPLICATION_NOT_FOUND(401, 401, "Application not found"),
    EXPIRED_TOKEN("expired_token", 401, 401, "The access token provided has expired"),
    AUTHORIZATION_ERROR("authorization_error", 401, 401, "Unable to authorize user"),
    INSUFFICIENT_SCOPE(
            "insufficient_scope", 403, 401, "The request requires higher privileges than provided by the access token"),
    USER_ACCESS_ERROR("user_access_error", 403, 401, "The user does not have access to the application."),
    INVALID_CREDENTIALS(403, 401, "Invalid request credentials"),
    /** A plan without REST. Methods use the code too, with 403 always. */
    ACCESS_DENIED(403, 401, "REST API is available only on commercial plans"),
    ERROR_METHOD_NOT_FOUND(404, 404, "Method not found!"),
    ERROR_BATCH_METHOD_NOT_ALLOWED(405, 405, "Method is not allowed for batch usage"),
    OPERATION_TIME_LIMIT(429, 429, "Method is blocked due to operation time limit."),
    INTERNAL_SERVER_ERROR(500, 500, "Internal server error"),
    PORTAL_DELETED(500, 403, "Portal was deleted"),
    QUERY_LIMIT_EXCEEDED(503, 503, "Too many requests"),
    /** An application put on hold. */
    OVERLOAD_LIMIT(503, 401, "REST API is blocked due to overload");

    private final String code;
    private final int docs;
    private final int src;
    private final String description;

    SystemError(int docs, int src, String description) {
        this("", docs, src, description);
    }

    /** A code that is no upper-case word. */
    SystemError(String code, int docs, int src, String description) {
        this.code = code.isEmpty() ? name() : code;
        this.docs = docs;
        this.src = src;
        this.description = description;
    }

    /** The failure with its documented status. */
    public Answer.Failure documented() {
        return Answer.failure(docs, code, description);
    }

    /** The failure as a portal answers it in its mode. */
    public Answer.Failure at(Portal portal) {
        return portal.traits().isReal() ? Answer.failure(src, code, description) : documented();
    }

    /** The failure as a command of a batch gets it when the server says nothing but the code. */
    Answer.Failure withoutText() {
        return Answer.failure(docs, code, "");
    }
}
