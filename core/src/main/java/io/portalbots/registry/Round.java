package io.portalbots.registry;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Registration.Slot;
import io.portalbots.plan.Step;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.registry.Surface.Deed;
import io.portalbots.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Steps that go to a portal in one request: what has to be written down before, the calls, and what was answered. */
final class Round {

    /** How long buttons in old messages go on working: messages older than three days cannot be edited. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final long UNKNOWN = 0;

    private final Tenant tenant;
    private final Ids ids;
    private final Function<Step, Surface> surfaces;
    private final List<Entry> intents = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final Map<Slot, Integer> registered = new HashMap<>();
    private final Set<Slot> unregistered = new HashSet<>();

    /** A step whose call is the {@code position}th; if it is {@code followed}, by an update of what it registers. */
    private record Item(Step step, Deed deed, int position, boolean followed, long id) {}

    /**
     * What a portal made of a step.
     *
     * @param known the number of what it was about, also where the answer has none
     */
    record Result(Step step, Answer answer, OptionalLong known) {}

    Round(Tenant tenant, Ids ids, Function<Step, Surface> surfaces) {
        this.tenant = tenant;
        this.ids = ids;
        this.surfaces = surfaces;
    }

    /** Whether there is room for it, and nothing in here has to be answered first. */
    boolean takes(Step step) {
        var waits = switch (step) {
            case Step.Retire retire -> registered.containsKey(retire.successor());
            case Step.Register register -> unregistered.contains(register.slot());
            case Step.Update update -> false;
            case Step.Unregister unregister -> false;
            case Step.Forget forget -> false;
            case Step.Doubt doubt -> false;
        };
        return !waits && calls.size() + step.calls() + (followed(step) ? 1 : 0) <= Portal.MOST;
    }

    void add(Step step) {
        switch (step) {
            case Step.Register register -> owner(register.listing()).ifPresent(owner -> register(register, owner));
            case Step.Update update -> {
                var id = update.present().id().orElseThrow();
                var unsure = update.present().fields().isEmpty();
                var call = surface(step).update(tenant, update.listing(), String.valueOf(id), unsure);
                item(step, Deed.UPDATE, false, id, call);
            }
            case Step.Retire retire -> {
                if (ids.of(retire.successor()).isPresent()) {
                    var id = retire.present().id().orElseThrow();
                    item(step, Deed.RETIRE, false, id, surface(step).retire(retire.present()));
                }
            }
            case Step.Unregister unregister -> {
                var id = unregister.present().id().orElseThrow();
                unregistered.add(step.slot());
                item(step, Deed.UNREGISTER, false, id, surface(step).unregister(unregister.present()));
            }
            case Step.Forget forget -> intents.add(new Entry.Strike(forget.slot()));
            case Step.Doubt doubt -> intents.add(new Entry.Save(doubt.present().doubted(doubt.why())));
        }
    }

    private void register(Step.Register step, String owner) {
        var listing = step.listing();
        intents.add(new Entry.Save(Registration.unknown(listing)));
        registered.put(step.slot(), calls.size());
        var followed = followed(step);
        item(step, Deed.REGISTER, followed, UNKNOWN, surface(step).register(tenant, listing, owner));
        if (followed) {
            var id = Call.resultOf(registered.get(step.slot()));
            calls.add(surface(step).update(tenant, listing, id, true));
        }
    }

    /** A portal that was installed anew may have kept what it had. */
    private boolean followed(Step step) {
        return step instanceof Step.Register register && (register.uncertain() || tenant.generation() > 1);
    }

    private void item(Step step, Deed deed, boolean followed, long id, Call call) {
        items.add(new Item(step, deed, calls.size(), followed, id));
        calls.add(call);
    }

    /** The number of its bot; empty if that was refused or lost on the way here, which the next plan knows. */
    private Optional<String> owner(Listing listing) {
        if (listing.owner().isEmpty()) {
            return Optional.of("");
        }
        var bot = bot(listing.owner().get());
        var id = ids.of(bot);
        return id.isPresent()
                ? Optional.of(String.valueOf(id.getAsLong()))
                : Optional.ofNullable(registered.get(bot)).map(Call::resultOf);
    }

    static Slot bot(Key key) {
        return new Slot(key, 1);
    }

    /** What has to be written before the calls are made. */
    List<Entry> intents() {
        return intents;
    }

    List<Call> calls() {
        return calls;
    }

    /** What became of the steps, in their order. */
    List<Result> results(List<Outcome> outcomes) {
        return items.stream().map(item -> result(item, outcomes)).toList();
    }

    private Result result(Item item, List<Outcome> outcomes) {
        var surface = surface(item.step());
        var answer = surface.read(item.deed(), outcomes.get(item.position()), item.id());
        if (answer instanceof Answer.Done done && item.followed()) {
            var after = surface.read(Deed.UPDATE, outcomes.get(item.position() + 1), done.id());
            return new Result(item.step(), after, OptionalLong.of(done.id()));
        }
        return new Result(
                item.step(), answer, item.id() == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(item.id()));
    }

    private Surface surface(Step step) {
        return surfaces.apply(step);
    }
}
