package io.portalbots.registry;

import io.portalbots.plan.Abilities;
import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A portal that takes everything, but for what a test says; remembers what it was asked, and in how many requests. */
public final class ScriptedPortal implements Portal {

    private static final String GONE = "GONE";
    private static final String OWNER_GONE = "OWNER_GONE";

    private final List<String> calls = new ArrayList<>();
    private final Map<String, Supplier<Outcome>> script = new HashMap<>();
    private long ids = 100;
    int requests;
    Again again = Again.SAFE;

    /** From now on, such as {@code answer("register imbot:echo/bot", ..)}. */
    public void answer(String call, Answer answer) {
        script.put(call, () -> switch (answer) {
            case Answer.Done done -> new Outcome.Result(done.id());
            case Answer.Gone gone -> new Outcome.Failure(GONE);
            case Answer.OwnerGone gone -> new Outcome.Failure(OWNER_GONE);
            case Answer.Refused refused -> new Outcome.Failure(refused.error());
            case Answer.Silent silent -> new Outcome.Silence(silent.why());
        });
    }

    /** Breaks the request off in which this is called. */
    public void silence(String call) {
        script.put(call, () -> {
            throw new PortalUnavailableException("silence");
        });
    }

    public void behaves() {
        script.clear();
    }

    /** What was asked since this was asked last. Events are left out, because they are the same everywhere. */
    public List<String> calls() {
        var made = calls.stream().filter(call -> !call.contains(" event:")).toList();
        calls.clear();
        return made;
    }

    @Override
    public List<Outcome> call(Tenant tenant, List<Call> made) {
        requests++;
        var outcomes = new ArrayList<Outcome>();
        made.forEach(call -> outcomes.add(outcome(call, outcomes)));
        return outcomes;
    }

    private Outcome outcome(Call call, List<Outcome> before) {
        calls.add(call.method());
        for (var position = 0; position < before.size(); position++) {
            if (call.query().equals(Call.resultOf(position)) && !(before.get(position) instanceof Outcome.Result)) {
                return new Outcome.Failure(OWNER_GONE);
            }
        }
        return script.getOrDefault(call.method(), () -> new Outcome.Result(++ids))
                .get();
    }

    public List<Surface> surfaces() {
        return Stream.of(Key.EVENT, Key.BOT, Key.COMMAND, Key.APP)
                .<Surface>map(Family::new)
                .toList();
    }

    private final class Family implements Surface {

        private final String name;

        Family(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Abilities abilities() {
            var app = name.equals(Key.APP);
            return new Abilities(
                    false, true, app, false, app ? again : Again.SAFE, Set.of("code"), Set.of("kind", "icon"));
        }

        @Override
        public Call register(Tenant tenant, Listing listing, String owner) {
            return call("register", Registration.unknown(listing), owner);
        }

        @Override
        public Call update(Tenant tenant, Listing listing, String id, boolean unsure) {
            return call("update", Registration.unknown(listing), id);
        }

        @Override
        public Call retire(Registration present) {
            return call("retire", present, "");
        }

        @Override
        public Call unregister(Registration present) {
            return call("unregister", present, "");
        }

        @Override
        public Call probe(Registration present) {
            return call("probe", present, "");
        }

        private Call call(String deed, Registration what, String query) {
            var revision = what.revision() == 1 ? "" : "~" + what.revision();
            return new Call(deed + " " + what.key() + revision, query, Map.of());
        }

        @Override
        public Answer read(Deed deed, Outcome outcome, long id) {
            return switch (outcome) {
                case Outcome.Result result ->
                    new Answer.Done(id == 0 ? result.id().orElseThrow() : id);
                case Outcome.Failure failure ->
                    switch (failure.error()) {
                        case GONE -> new Answer.Gone();
                        case OWNER_GONE -> new Answer.OwnerGone();
                        default -> new Answer.Refused(failure.error());
                    };
                case Outcome.Silence silence -> new Answer.Silent(silence.why());
            };
        }
    }
}
