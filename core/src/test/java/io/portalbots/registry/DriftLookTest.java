package io.portalbots.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.registry.Surface.Answer;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftLookTest {

    private static final Tenant ACME = MemoryTenants.acme(1);
    private static final Claim CLAIM = new Claim(ACME.id(), 1, 1, 0);
    private static final Map<String, String> KNOWN = Map.of("js", "x");
    private static final Key BOT = new Key(Key.BOT, "echo", "bot");
    private static final Key OTHER = new Key(Key.BOT, "call", "bot");
    private static final Key HELP = new Key(Key.COMMAND, "echo", "help");
    private static final Key A = new Key(Key.APP, "echo", "a");
    private static final Key B = new Key(Key.APP, "call", "b");

    private final MemoryTenants tenants = new MemoryTenants().with(ACME);
    private final MemoryLedger ledger = new MemoryLedger();
    private final ScriptedPortal portal = new ScriptedPortal();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<TenantId> due = new ArrayList<>();

    @BeforeEach
    void register() {
        save(line(BOT), line(OTHER), line(HELP, BOT), line(A, BOT), line(B, OTHER));
    }

    @Test
    void leavesTheLedgerAloneWhereEverythingIsThere() {
        assertThat(look()).isTrue();

        assertThat(portal.calls()).hasSize(5).allMatch(call -> call.startsWith("probe "));
        assertThat(portal.requests).isEqualTo(1);
        assertThat(ledger.writes).isEqualTo(1);
        assertThat(due).isEmpty();
        assertThat(probes("done")).isEqualTo(5);
    }

    @Test
    void strikesWhatIsGoneAndMakesTheTenantDue() {
        portal.answer("probe " + A, new Answer.Gone());

        assertThat(look()).isTrue();

        assertThat(ledger.keys()).doesNotContain(A.toString()).hasSize(4);
        assertThat(due).containsExactly(ACME.id());
        assertThat(found(Key.APP)).isEqualTo(1);
    }

    @Test
    void strikesWithABotWhatItOwnedWhateverElseThePortalSaysOfIt() {
        portal.answer("probe " + BOT, new Answer.Gone());
        portal.answer("probe " + A, new Answer.Gone());
        portal.answer("probe " + HELP, new Answer.Silent("busy"));

        assertThat(look()).isFalse();

        assertThat(ledger.keys()).containsExactlyInAnyOrder(OTHER.toString(), B.toString());
        assertThat(found(Key.BOT) + found(Key.COMMAND) + found(Key.APP)).isEqualTo(3);
    }

    @Test
    void takesNeitherARefusalNorSilenceForALoss() {
        portal.answer("probe " + BOT, new Answer.Refused("ACCESS_DENIED"));
        portal.answer("probe " + A, new Answer.Silent("QUERY_LIMIT_EXCEEDED"));

        assertThat(look()).as("it said something of everything").isFalse();

        assertThat(ledger.writes).isEqualTo(1);
        assertThat(due).isEmpty();
    }

    @Test
    void takesTheSilenceOfAWholeRequestForThatOfEverythingInIt() {
        portal.silence("probe " + HELP);

        assertThat(look()).isFalse();

        assertThat(probes("silent")).isEqualTo(5);
        assertThat(ledger.writes).isEqualTo(1);
    }

    @Test
    void probesOldRevisionsToo() {
        var old = line(A, 2, Optional.of(BOT), OptionalLong.of(7), KNOWN);
        save(old);
        ledger.write(CLAIM, ACME, List.of(new Entry.Retire(old.slot(), Duration.ofDays(30))));
        portal.answer("probe " + A + "~2", new Answer.Gone());

        look();

        assertThat(ledger.revisions("a")).extracting(Registration::revision).containsExactly(1);
    }

    @Test
    void asksNothingOfWhatItDoesNotKnowWell() {
        save(
                line(new Key(Key.APP, "echo", "unanswered"), 1, Optional.of(BOT), OptionalLong.empty(), KNOWN),
                line(new Key(Key.APP, "echo", "unsure"), 1, Optional.of(BOT), OptionalLong.of(8), Map.of()));

        look();

        assertThat(portal.calls()).hasSize(5);
    }

    @Test
    void asksInRequestsOfFifty() {
        save(IntStream.range(0, 60)
                .mapToObj(number -> line(new Key(Key.APP, "echo", "more" + number), BOT))
                .toArray(Registration[]::new));

        look();

        assertThat(portal.requests).isEqualTo(2);
        assertThat(portal.calls()).hasSize(65);
    }

    @Test
    void leavesATenantAloneThatIsNotActive() {
        tenants.move(ACME, new TenantState.News.TokensLost("no luck"));

        assertThat(look()).isTrue();
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void strikesNothingOnceTheClaimPassedToSomebodyElse() {
        portal.answer("probe " + A, new Answer.Gone());
        ledger.isStale = true;

        assertThatThrownBy(this::look).isInstanceOf(StaleClaimException.class);
        assertThat(due).as("harmless").hasSize(1);
        assertThat(found(Key.APP)).isZero();
    }

    private boolean look() {
        return new Drift(tenants, ledger, due::add, portal, portal.surfaces(), new DriftMetrics(meters)).look(CLAIM);
    }

    private void save(Registration... lines) {
        ledger.write(
                CLAIM, ACME, List.of(lines).stream().<Entry>map(Entry.Save::new).toList());
        ledger.writes = 1;
    }

    private static Registration line(Key bot) {
        return line(bot, 1, Optional.empty(), OptionalLong.of(62), KNOWN);
    }

    private static Registration line(Key key, Key owner) {
        return line(key, 1, Optional.of(owner), OptionalLong.of(13), KNOWN);
    }

    private static Registration line(
            Key key, int revision, Optional<Key> owner, OptionalLong id, Map<String, String> fields) {
        return new Registration(key, revision, owner, id, fields, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private double probes(String outcome) {
        return meters.counter("portalbots.drift.probes", "outcome", outcome).count();
    }

    private double found(String surface) {
        return meters.counter("portalbots.drift.found", "surface", surface).count();
    }
}
