package io.portalbots.portal;

import io.portalbots.portal.TenantRest.Attempt;
import io.portalbots.registry.Outcome;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a portal's answers to calls that were sent together come to; what they say about the tenant is heeded once. */
final class Verdicts {

    private final TenantRest rest;
    private final Attempt attempt;
    private final Map<String, Outcome> heeded = new HashMap<>();
    private Reply.@Nullable Failure refusal;
    private @Nullable TenantUnavailableException barred;

    Verdicts(TenantRest rest, Attempt attempt) {
        this.rest = rest;
        this.attempt = attempt;
    }

    /** The answer to the token, if it was refused to any. */
    Optional<Reply.Failure> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Why the tenant may not be called any more, if any was told. */
    Optional<TenantUnavailableException> barred() {
        return Optional.ofNullable(barred);
    }

    /** The outcome of each call of a request that was answered as a whole, which was heeded; none if its token was refused. */
    Optional<Outcome> ofAll() {
        return switch (attempt.reply()) {
            case Reply.Result result -> Optional.of(result(result));
            case Reply.Failure failure when TenantRest.isRefused(failure) -> refused(failure);
            case Reply.Failure failure -> Optional.of(new Outcome.Failure(failure.error()));
        };
    }

    /** The outcome of a command of a batch; none if its token was refused. */
    Optional<Outcome> of(Optional<Reply> reply) {
        return switch (reply.orElse(null)) {
            case null -> Optional.of(new Outcome.Silence("the portal says nothing of it"));
            case Reply.Result result -> Optional.of(result(result));
            case Reply.Failure failure -> of(failure);
        };
    }

    private Optional<Outcome> of(Reply.Failure failure) {
        return switch (SystemError.reaction(failure.error())) {
            case RENEW, NEXT_CHAIN -> refused(failure);
            case TELL, ALARM -> Optional.of(new Outcome.Failure(failure.error()));
            case LATER, METHOD_LATER -> Optional.of(new Outcome.Silence(TenantRest.why(failure)));
            case SUSPEND_PAYMENT, SUSPEND_PLAN, SUSPEND_OVERLOAD, ASK_PROFILE, UNREACHABLE ->
                Optional.of(heeded.computeIfAbsent(failure.error(), code -> heed(failure)));
        };
    }

    private Optional<Outcome> refused(Reply.Failure failure) {
        refusal = refusal == null ? failure : refusal;
        return Optional.empty();
    }

    private Outcome heed(Reply.Failure failure) {
        try {
            rest.heed(attempt, failure);
            return SystemError.reaction(failure.error()) == Reaction.ASK_PROFILE
                    ? new Outcome.Failure(failure.error())
                    : new Outcome.Silence(TenantRest.why(failure));
        } catch (TenantUnavailableException e) {
            barred = e;
            return new Outcome.Silence(String.valueOf(e.getMessage()));
        } catch (PortalUnavailableException e) {
            return new Outcome.Silence(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome result(Reply.Result result) {
        return new Outcome.Result(
                switch (result.value()) {
                    case JsonObject object -> object.getMap();
                    case JsonArray array -> array.getList();
                    case null, default -> result.value();
                });
    }
}
