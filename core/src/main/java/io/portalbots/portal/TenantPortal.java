package io.portalbots.portal;

import io.portalbots.portal.TenantRest.Attempt;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.registry.Portal;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * Carries calls of the registry: one alone as a form, several as a batch. What an error of the whole request asks for is
 * done by {@link TenantRest}; the same errors of single commands are heeded here. Commands whose token ran out on the way are
 * repeated once, without the others, and with ids in place of references to those.
 *
 * <p>What became known of some calls is never lost because of others: those are silent instead.
 */
public final class TenantPortal implements Portal {

    private final TenantRest rest;

    public TenantPortal(TenantRest rest) {
        this.rest = rest;
    }

    @Override
    public List<Outcome> call(Tenant tenant, List<Call> calls) {
        var work = new BatchWork(calls);
        holdBack(tenant, work);
        if (!work.isDone()) {
            var request = work.request();
            var attempt = rest.ask(tenant, request);
            read(work, request, attempt).ifPresent(refusal -> repeat(work, attempt, refusal));
        }
        return work.outcomes();
    }

    /** Calls of methods without running time are not sent, and neither is what needs their results. */
    private void holdBack(Tenant tenant, BatchWork work) {
        work.open().forEach((position, call) -> {
            var blocked = rest.blocked(tenant, call.method());
            if (!blocked.isZero()) {
                work.came(position, new Outcome.Silence(Rest.noTimeLeft(call.method(), blocked)));
            }
        });
        if (work.open().size() < work.size()) {
            work.settle();
        }
    }

    /** Only what was refused for its token is sent again. */
    private void repeat(BatchWork work, Attempt before, Reply.Failure refusal) {
        try {
            var request = work.request();
            read(work, request, rest.again(before, refusal, request))
                    .ifPresent(again -> work.silence(TenantRest.why(again) + " to a new token"));
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            if (!work.knowsAny()) {
                throw e;
            }
            work.silence(String.valueOf(e.getMessage()));
        }
    }

    /** Reads an answer to all open calls. Gives the refusal of the token because of which some stay open. */
    private Optional<Reply.Failure> read(BatchWork work, Request request, Attempt attempt) {
        var verdicts = new Verdicts(rest, attempt);
        var answer = request instanceof Request.Together && attempt.reply() instanceof Reply.Result result
                ? BatchAnswer.of(result)
                : null;
        for (var position : work.open().keySet()) {
            var outcome = answer == null ? verdicts.ofAll() : verdicts.of(answer.reply(position));
            outcome.ifPresent(known -> work.came(position, known));
        }
        work.settle();
        verdicts.barred().filter(barred -> !work.knowsAny()).ifPresent(barred -> {
            throw barred;
        });
        return verdicts.refusal().filter(refusal -> !work.isDone());
    }
}
