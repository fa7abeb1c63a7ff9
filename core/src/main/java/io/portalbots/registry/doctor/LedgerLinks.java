package io.portalbots.registry.doctor;

import static io.portalbots.registry.doctor.Case.broken;
import static io.portalbots.registry.doctor.Case.ok;
import static io.portalbots.registry.doctor.Case.unknown;

import io.portalbots.plan.Registration;
import io.portalbots.plan.Step;
import io.portalbots.plan.Words;
import io.portalbots.registry.HeldBack;
import io.portalbots.registry.PluginReport.Stand;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.RegistrationStore.Line;
import io.portalbots.registry.doctor.Diagnosis.Finding;
import io.portalbots.registry.doctor.Diagnosis.Link;
import java.time.Instant;
import java.util.Optional;

/** Whether the portal was told of the app, and took it. */
final class LedgerLinks {

    private LedgerLinks() {}

    static Finding plan(Case known) {
        var step = known.step();
        if (step.isEmpty()) {
            return known.wish().isPresent() && !known.switchedOff()
                    ? ok(Link.PLAN, "nothing is to be done for it")
                    : unknown(Link.PLAN, "it is not wished there, so nothing is planned", "");
        }
        var said = "the next look " + Words.of(step.get());
        if (!(step.get() instanceof Step.Register)) {
            return ok(Link.PLAN, said + waiting(known));
        }
        if (known.held().isPresent()) {
            return ok(Link.PLAN, said + " once it is not held any more");
        }
        if (!known.tenant().active()) {
            return unknown(Link.PLAN, said + " once the tenant is served again", "");
        }
        return broken(Link.PLAN, said + waiting(known), wait(known.queue()));
    }

    private static String waiting(Case known) {
        return known.queue()
                .map(turn -> turn.waited()
                                .map(waited ->
                                        "; due since " + Case.at(known.now().minus(waited)))
                                .orElse("; not due")
                        + turn.holder().map(holder -> ", claimed by " + holder).orElse("")
                        + turn.reason()
                                .map(why ->
                                        "; " + turn.attempt() + " tries came to nothing, the last one because " + why)
                                .orElse(""))
                .orElse("");
    }

    private static String wait(Optional<ReconcileQueue.Standing> queue) {
        if (queue.flatMap(ReconcileQueue.Standing::reason).isPresent()) {
            return "See to the portal if it is not well; we try again by ourselves, within minutes.";
        }
        if (queue.flatMap(ReconcileQueue.Standing::holder).isPresent()) {
            return "Ask again in a minute: somebody is at it.";
        }
        return "Ask again in a minute; if it still waits, see by /health and portalbots_tenants_due that a platform is at"
                + " work, and restart one that hangs.";
    }

    static Finding answer(Case known) {
        var last = LastExchange.about(known).map(said -> "; " + said).orElse("");
        var doubt = doubt(known);
        if (doubt.isPresent()) {
            return broken(
                    Link.ANSWER,
                    doubt.get() + last,
                    "'portalbots tenant reset-bot " + known.tenant().id() + " --plugin "
                            + known.complaint().plugin()
                            + " --yes' registers everything of its bot anew; buttons in old messages stop working.");
        }
        return known.wish()
                .map(wish -> answer(known, known.stands().wished(wish), last))
                .orElseGet(() -> unknown(Link.ANSWER, "it is not offered" + last, ""));
    }

    private static Optional<String> doubt(Case known) {
        return known.line()
                .map(Line::registration)
                .flatMap(Registration::doubt)
                .or(() -> known.step()
                        .flatMap(step ->
                                step instanceof Step.Doubt doubt ? Optional.of(doubt.why()) : Optional.empty()));
    }

    private static Finding answer(Case known, Stand stand, String last) {
        return switch (stand) {
            case Stand.There there -> ok(Link.ANSWER, "taken" + number(known) + " at " + Case.at(there.since()) + last);
            case Stand.Refused refused -> refused(known, "the portal refused it", refused.error(), refused.at(), last);
            case Stand.BotRefused refused ->
                refused(known, "the portal refused its bot", refused.error(), refused.at(), last);
            case Stand.Waiting waiting ->
                known.isThere()
                        ? ok(Link.ANSWER, "taken" + number(known) + " as it was before" + last)
                        : unknown(Link.ANSWER, "the portal has not answered yet" + last, "");
            case Stand.Leaving leaving -> unknown(Link.ANSWER, "it is there, and about to be taken away" + last, "");
            case Stand.Absent absent -> unknown(Link.ANSWER, "the portal does not have it" + last, "");
        };
    }

    private static String number(Case known) {
        return known.line()
                .map(line -> line.registration().id())
                .filter(java.util.OptionalLong::isPresent)
                .map(id -> " as number " + id.getAsLong())
                .orElse("");
    }

    private static Finding refused(Case known, String what, String error, Instant at, String last) {
        var meaning = known.meanings().of(error);
        return broken(
                Link.ANSWER,
                what + " at " + Case.at(at) + " by " + error + ": " + meaning.text() + last,
                meaning.remedy() + " It is offered again once it is another one.");
    }

    static Finding brakes(Case known) {
        return known.held().map(held -> held(known, held)).orElseGet(() -> ok(Link.BRAKES, "nothing of it is held"));
    }

    private static Finding held(Case known, HeldBack.Reason held) {
        var said = "held since " + Case.at(held.since()) + ": " + held.said();
        var remedy = "If that is wanted, 'portalbots holds approve " + held.id() + "' lets it go.";
        return known.isThere()
                ? ok(Link.BRAKES, said + "; what the portal has of it stays", remedy)
                : broken(Link.BRAKES, said, remedy);
    }
}
