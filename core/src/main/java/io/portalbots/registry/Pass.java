package io.portalbots.registry;

import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.plan.Step;
import io.portalbots.plan.Step.Register.Reason;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.Round.Result;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plan being carried out, in as few requests as it takes. What is about to be registered is written down before each,
 * and what was answered after it.
 */
final class Pass {

    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    /** What a portal answers that has the thing already and does not say under which number. */
    private static final String THERE_ALREADY = "WRONG_REQUEST";

    private final Claim claim;
    private final Tenant tenant;
    private final Ids ids;
    private final Function<Step, Surface> surfaces;
    private final Portal portal;
    private final RegistrationStore ledger;
    private final RegistryMetrics metrics;
    private final Set<Slot> failed = new HashSet<>();
    private boolean lost;
    private Optional<String> silence = Optional.empty();
    private Optional<String> unfinished = Optional.empty();

    Pass(
            Claim claim,
            Tenant tenant,
            Ids ids,
            Function<Step, Surface> surfaces,
            Portal portal,
            RegistrationStore ledger,
            RegistryMetrics metrics) {
        this.claim = claim;
        this.tenant = tenant;
        this.ids = ids;
        this.surfaces = surfaces;
        this.portal = portal;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /**
     * Does what is planned.
     *
     * @return whether the portal had lost something, so that there is more to plan
     * @throws PortalUnavailableException if the portal stayed silent to some of it
     */
    boolean carryOut(List<Step> steps) {
        var round = new Round(tenant, ids, surfaces);
        for (var step : steps) {
            if (!round.takes(step)) {
                send(round);
                round = new Round(tenant, ids, surfaces);
            }
            if (!stays(step)) {
                round.add(step);
            }
        }
        send(round);
        silence.ifPresent(why -> {
            throw new PortalUnavailableException(why);
        });
        return lost;
    }

    /** What has to be tried again, though the portal answered; the rest of the plan went on. */
    Optional<String> unfinished() {
        return unfinished;
    }

    /** Whether the portal did not let go of what is to be registered anew, so that it would answer with the old one. */
    private boolean stays(Step step) {
        return step instanceof Step.Register && failed.contains(step.slot());
    }

    private void send(Round round) {
        write(round.intents());
        if (!round.calls().isEmpty()) {
            var entries = new LinkedHashMap<Slot, Entry>();
            round.results(portal.call(tenant, round.calls())).forEach(result -> note(result, entries));
            write(List.copyOf(entries.values()));
        }
    }

    private void write(List<Entry> entries) {
        if (!entries.isEmpty()) {
            ledger.write(claim, tenant, entries);
        }
    }

    private void note(Result result, Map<Slot, Entry> entries) {
        metrics.acted(result.step(), result.answer());
        log(result);
        if (result.answer() instanceof Answer.Silent silent) {
            silence = Optional.of(silent.why());
        }
        switch (result.step()) {
            case Step.Register register -> register(register, result, entries);
            case Step.Update update -> update(update, result.answer(), entries);
            case Step.Retire retire -> retire(retire, result.answer(), entries);
            case Step.Unregister unregister -> unregister(unregister, result.answer(), entries);
            case Step.Forget forget -> {}
            case Step.Doubt doubt -> {}
        }
    }

    private void register(Step.Register step, Result result, Map<Slot, Entry> entries) {
        var listing = step.listing();
        var slot = step.slot();
        var before = result.known().isPresent()
                ? Registration.older(listing, result.known().getAsLong())
                : Registration.unknown(listing);
        result.known().ifPresent(id -> ids.put(slot, listing.owner(), id));
        switch (result.answer()) {
            case Answer.Done done -> done(listing, done.id(), entries);
            case Answer.Refused refused -> {
                failed.add(slot);
                var doubtful = step.reason() == Reason.UNCERTAIN
                        && result.known().isEmpty()
                        && refused.error().equals(THERE_ALREADY);
                entries.put(
                        slot,
                        new Entry.Save(
                                doubtful
                                        ? before.doubted("its registration was never answered, and asked once more the"
                                                + " portal answers " + refused.error())
                                        : before.refused(listing, refused.error())));
            }
            case Answer.Gone gone -> forget(slot, entries);
            case Answer.OwnerGone gone -> {
                failed.add(slot);
                entries.put(slot, new Entry.Strike(slot));
                listing.owner()
                        .map(Round::bot)
                        .filter(bot -> !failed.contains(bot))
                        .ifPresent(bot -> forget(bot, entries));
            }
            case Answer.Silent silent -> {
                failed.add(slot);
                if (result.known().isPresent()) {
                    entries.put(slot, new Entry.Save(before));
                }
            }
        }
    }

    private void update(Step.Update step, Answer answer, Map<Slot, Entry> entries) {
        switch (answer) {
            case Answer.Done done -> done(step.listing(), done.id(), entries);
            case Answer.Refused refused ->
                entries.put(step.slot(), new Entry.Save(step.present().refused(step.listing(), refused.error())));
            case Answer.Gone gone -> forget(step.slot(), entries);
            case Answer.OwnerGone gone -> forget(step.slot(), entries);
            case Answer.Silent silent -> {}
        }
    }

    private void done(Listing listing, long id, Map<Slot, Entry> entries) {
        var line = Registration.of(listing, id);
        ids.put(line.slot(), listing.owner(), id);
        entries.put(line.slot(), new Entry.Save(line));
    }

    private static void retire(Step.Retire step, Answer answer, Map<Slot, Entry> entries) {
        switch (answer) {
            // Refused, it stays in sight; it is taken away in time all the same.
            case Answer.Done done -> entries.put(step.slot(), new Entry.Retire(step.slot(), Round.KEPT));
            case Answer.Refused refused -> entries.put(step.slot(), new Entry.Retire(step.slot(), Round.KEPT));
            case Answer.Gone gone -> entries.put(step.slot(), new Entry.Strike(step.slot()));
            case Answer.OwnerGone gone -> entries.put(step.slot(), new Entry.Strike(step.slot()));
            case Answer.Silent silent -> {}
        }
    }

    private void unregister(Step.Unregister step, Answer answer, Map<Slot, Entry> entries) {
        switch (answer) {
            case Answer.Done done -> entries.put(step.slot(), new Entry.Strike(step.slot()));
            case Answer.Gone gone -> entries.put(step.slot(), new Entry.Strike(step.slot()));
            case Answer.OwnerGone gone -> entries.put(step.slot(), new Entry.Strike(step.slot()));
            case Answer.Refused refused -> {
                failed.add(step.slot());
                unfinished = Optional.of("the portal answers " + refused.error() + " to the removal of " + step.key());
            }
            case Answer.Silent silent -> failed.add(step.slot());
        }
    }

    /** What the portal lost it lost with all it owned. */
    private void forget(Slot slot, Map<Slot, Entry> entries) {
        lost = true;
        ids.forget(slot).forEach(gone -> entries.put(gone, new Entry.Strike(gone)));
    }

    private void log(Result result) {
        var event = switch (result.answer()) {
            case Answer.Done done -> LOG.atDebug();
            case Answer.Refused refused -> LOG.atWarn();
            case Answer.Gone gone -> LOG.atInfo();
            case Answer.OwnerGone gone -> LOG.atInfo();
            case Answer.Silent silent -> LOG.atInfo();
        };
        event.addKeyValue("tenant", tenant.id())
                .addKeyValue("what", result.step().slot())
                .addKeyValue("answer", result.answer())
                .log(RegistryMetrics.label(result.step()));
    }
}
