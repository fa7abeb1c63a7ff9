package io.portalbots.registry;

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
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A portal that takes everything, but for what a test says; remembers what it was asked. */
final class ScriptedPortal {

    private final List<String> calls = new ArrayList<>();
    private final Map<String, Supplier<Answer>> script = new HashMap<>();
    private long ids = 100;

    /** From now on, such as {@code answer("register imbot:echo/bot", ..)}. */
    void answer(String call, Answer answer) {
        script.put(call, () -> answer);
    }

    void silence(String call) {
        script.put(call, () -> {
            throw new PortalUnavailableException("silence");
        });
    }

    void behaves() {
        script.clear();
    }

    /** What was asked since this was asked last. Events are left out, because they are the same everywhere. */
    List<String> calls() {
        var made = calls.stream().filter(call -> !call.contains(" event:")).toList();
        calls.clear();
        return made;
    }

    List<Surface> surfaces() {
        return Stream.of(Key.EVENT, Key.BOT, Key.COMMAND, Key.APP)
                .<Surface>map(Family::new)
                .toList();
    }

    private Answer answer(String call, Key key, long id) {
        calls.add(call + " " + key);
        return script.getOrDefault(call + " " + key, () -> new Answer.Done(id)).get();
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
        public Answer register(Tenant tenant, Listing listing, long owner) {
            return answer("register", listing.key(), ++ids);
        }

        @Override
        public Answer update(Tenant tenant, Listing listing, long id) {
            return answer("update", listing.key(), id);
        }

        @Override
        public Answer unregister(Tenant tenant, Registration present) {
            return answer("unregister", present.key(), present.id().orElseThrow());
        }
    }
}
