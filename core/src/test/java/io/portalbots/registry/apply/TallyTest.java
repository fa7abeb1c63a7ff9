package io.portalbots.registry.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Change;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.plan.Step;
import io.portalbots.plan.Step.Register.Reason;
import io.portalbots.registry.Preview;
import io.portalbots.registry.Scope;
import io.portalbots.spi.Audience;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Label;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans of many tenants, added up. */
class TallyTest {

    private final Tally tally = new Tally(new Estimate(10));

    private static Tenant tenant(int number) {
        return new Tenant(
                new TenantId("app", "%032x".formatted(number)),
                1,
                new TenantState.Active(),
                URI.create("https://t" + number + ".bitrix24.test/rest/"),
                "en");
    }

    private static Listing app(String code, String title) {
        var app = new ChatApp(
                code, new ChatApp.Action.Put("/do-" + code), Audience.everywhere(), Map.of("en", new Label(title, "")));
        return new Listing(
                new Key(Key.APP, "echo", code),
                Optional.of(new Key(Key.BOT, Key.SHARED, "bot")),
                new Listing.Content.App("echo." + code, app, Optional.empty()));
    }

    private static Step added(String code) {
        return new Step.Register(app(code, "One"), Reason.NEW);
    }

    private static Step renamed(String title) {
        return new Step.Update(
                app("a", title),
                Registration.of(app("a", "One"), 13),
                List.of(new Change("title.en", Optional.of("One"), Optional.of(title))));
    }

    private void add(int number, Step... steps) {
        tally.add(Preview.of(tenant(number), List.of(steps), List.of(), List.of()), true);
    }

    @Test
    void makesOneGroupOfTenantsWithTheSameSteps() {
        IntStream.rangeClosed(1, 1000).forEach(number -> add(number, added("a"), added("b")));
        add(1001, added("a"));
        add(1002);

        var plan = tally.plan(Scope.ALL);

        assertThat(plan.groups()).hasSize(2);
        assertThat(plan.groups().get(0).tenants()).isEqualTo(1000);
        assertThat(plan.groups().get(0).examples())
                .containsExactly("t1.bitrix24.test", "t2.bitrix24.test", "t3.bitrix24.test");
        assertThat(plan.groups().get(0).lines())
                .extracting(FleetPlan.Line::does)
                .containsExactly("adds the app echo.a", "adds the app echo.b");
        assertThat(plan.looked()).isEqualTo(1002);
        assertThat(plan.touched()).isEqualTo(1001);
        assertThat(plan.steps()).containsExactly(Map.entry("register", 2001L));
        assertThat(plan.cost().calls()).isEqualTo(2001);
        assertThat(plan.cost().requests()).isEqualTo(1001);
    }

    @Test
    void keepsSomeOfTheValuesThatTenantsHave() {
        IntStream.rangeClosed(1, 9).forEach(number -> add(number, renamed("T" + number)));

        assertThat(tally.plan(Scope.ALL).groups())
                .singleElement()
                .satisfies(group -> assertThat(group.lines().get(0).changes())
                        .containsExactly(
                                "title.en: \"One\" becomes \"T1\"",
                                "title.en: \"One\" becomes \"T2\"",
                                "title.en: \"One\" becomes \"T3\"",
                                "and others"));
    }

    @Test
    void namesTheSamePlanTheSameAndHeldOnesOtherwise() {
        var again = new Tally(new Estimate(10));
        var held = new Tally(new Estimate(10));
        add(1, added("a"));
        again.add(Preview.of(tenant(1), List.of(added("a")), List.of(), List.of()), false);
        held.add(Preview.of(tenant(1), List.of(added("a")), List.of(added("a")), List.of()), true);

        var name = tally.plan(Scope.ALL).name();

        assertThat(again.plan(Scope.ALL).name()).isEqualTo(name);
        assertThat(held.plan(Scope.ALL).name()).isNotEqualTo(name);
    }

    @Test
    void tellsMoreGroupsThanPeopleReadAsOne() {
        IntStream.rangeClosed(1, 700).forEach(number -> add(number, added("a" + number)));

        var groups = tally.plan(Scope.ALL).groups();

        assertThat(groups).hasSize(501);
        assertThat(groups.get(0).tenants()).isEqualTo(200);
        assertThat(groups.get(0).lines().get(0).kind()).isEqualTo("others");
    }

    @Test
    void takesAsLongAsTheSlowestPart() {
        var tokens = new Estimate(10);
        IntStream.range(0, 1000).forEach(any -> tokens.add(1, true));
        var portal = new Estimate(10);
        portal.add(60, false);

        assertThat(tokens.time()).isEqualTo(Duration.ofSeconds(100));
        assertThat(portal.time()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void saysWhatBecameOfAPlan() {
        add(1, added("a"));
        add(2, added("b"));
        add(3, renamed("Two"));
        var now = new Tally(new Estimate(10));
        now.add(Preview.of(tenant(1), List.of(added("a")), List.of(), List.of()), true);
        now.add(Preview.of(tenant(2), List.of(added("a")), List.of(), List.of()), true);
        now.add(Preview.of(tenant(3), List.of(added("c")), List.of(), List.of()), true);

        assertThat(Difference.between(tally.plan(Scope.ALL), now.plan(Scope.ALL)))
                .containsExactlyInAnyOrder(
                        "2 tenants, not 1: adds the app echo.a",
                        "no more for 1 tenant: adds the app echo.b",
                        "no more for 1 tenant: changes the app echo.a",
                        "new for 1 tenant: adds the app echo.c");
    }

    @Test
    void saysWhichValuesAreOther() {
        add(1, renamed("Two"));
        var now = new Tally(new Estimate(10));
        now.add(Preview.of(tenant(1), List.of(renamed("Three")), List.of(), List.of()), true);

        assertThat(Difference.between(tally.plan(Scope.ALL), now.plan(Scope.ALL)))
                .containsExactly("new: changes the app echo.a, title.en: \"One\" becomes \"Three\"");
    }
}
