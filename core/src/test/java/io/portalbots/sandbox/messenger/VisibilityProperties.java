package io.portalbots.sandbox.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.messenger.Visibility.Place;
import io.portalbots.sandbox.messenger.Visibility.Shape;
import io.portalbots.sandbox.messenger.Visibility.Verdict;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.PortalTraits.Generation;
import io.portalbots.sandbox.model.PortalTraits.Mode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every app, person and dialog. */
class VisibilityProperties {

    @Property
    void whatAClickOpensAButtonOpensToo(
            @ForAll Mode mode,
            @ForAll("shapes") Shape app,
            @ForAll("people") Person viewer,
            @ForAll("dialogs") Dialog dialog) {
        var verdict = seen(mode, app, viewer, dialog);

        assertThat(verdict.click() && !verdict.button()).isFalse();
    }

    @Property
    void thePlaceAgreesWithWhatOpens(
            @ForAll Mode mode,
            @ForAll("shapes") Shape app,
            @ForAll("people") Person viewer,
            @ForAll("dialogs") Dialog dialog) {
        var verdict = seen(mode, app, viewer, dialog);

        assertThat(verdict.place() == Place.BUTTONS && !verdict.button()).isFalse();
        assertThat(verdict.place() == Place.NOWHERE && verdict.button()).isFalse();
        assertThat(verdict.click() && verdict.place() == Place.BUTTONS).isFalse();
        assertThat(verdict.why()).isNotEmpty().allMatch(sentence -> sentence.endsWith("."));
    }

    @Property
    void nothingIsShownButDeadByContract(
            @ForAll("shapes") Shape app, @ForAll("people") Person viewer, @ForAll("dialogs") Dialog dialog) {
        var verdict = seen(Mode.CONTRACT, app, viewer, dialog);

        assertThat(verdict.click()).isEqualTo(verdict.place() == Place.PANEL || verdict.place() == Place.MENU);
    }

    @Property
    void administratorsSeeWhatOthersSee(
            @ForAll Mode mode, @ForAll("shapes") Shape app, @ForAll("dialogs") Dialog dialog) {
        var toOthers = seen(mode, app, Viewing.EMPLOYEE, dialog);
        var toAdmin = seen(mode, app, Viewing.ADMIN, dialog);

        assertThat(toOthers.button() && !toAdmin.button()).isFalse();
    }

    private static Verdict seen(Mode mode, Shape app, Person viewer, Dialog dialog) {
        return Visibility.listed(Viewing.traits(mode, Generation.OLD), app, viewer, dialog);
    }

    @Provide
    Arbitrary<Shape> shapes() {
        var words = Arbitraries.of("all", "user", "chat", "bot", "lines", "call", "moon", "lines-livechat");
        var contexts = Combinators.combine(words, Arbitraries.of("", "-admin")).as(String::concat);
        var flags = Arbitraries.of(true, false);
        return Combinators.combine(contexts, flags, flags, flags)
                .as((context, hidden, icon, title) -> new Shape(Viewing.OWN_BOT, context, hidden, icon, title));
    }

    @Provide
    Arbitrary<Person> people() {
        var flags = Arbitraries.of(true, false);
        return Combinators.combine(flags, flags, flags)
                .as((admin, extranet, customer) -> new Person(2, "Bob", "M", admin, extranet, customer, "en"));
    }

    @Provide
    Arbitrary<Dialog> dialogs() {
        return Arbitraries.of(
                new Dialog.WithPerson(),
                new Dialog.WithBot(Viewing.OWN_BOT),
                new Dialog.WithBot(63),
                new Dialog.Group(),
                new Dialog.Lines("livechat"),
                new Dialog.Lines(""),
                new Dialog.Telephony());
    }
}
