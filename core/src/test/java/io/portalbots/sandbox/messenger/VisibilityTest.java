package io.portalbots.sandbox.messenger;

import static io.portalbots.sandbox.messenger.Viewing.ADMIN;
import static io.portalbots.sandbox.messenger.Viewing.EMPLOYEE;
import static io.portalbots.sandbox.messenger.Viewing.OWN_BOT;
import static io.portalbots.sandbox.messenger.Viewing.app;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.messenger.Visibility.Place;
import io.portalbots.sandbox.messenger.Visibility.Verdict;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.PortalTraits;
import io.portalbots.sandbox.model.PortalTraits.Generation;
import io.portalbots.sandbox.model.PortalTraits.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTest {

    private static final PortalTraits CONTRACT = Viewing.traits(Mode.CONTRACT, Generation.OLD);
    private static final PortalTraits REAL = Viewing.traits(Mode.REAL, Generation.OLD);
    private static final List<Dialog> COLUMNS = List.of(
            new Dialog.WithPerson(),
            new Dialog.WithBot(OWN_BOT),
            new Dialog.WithBot(63),
            new Dialog.Group(),
            new Dialog.Lines("livechat"),
            new Dialog.Telephony());

    /** A cell of the matrix: + shown and works, o shown but refused, b hidden but buttons open it, - neither. */
    @ParameterizedTest
    @CsvSource({
        // word, contract to an administrator, to others, real to an administrator, to others
        "all,          ++++++, ++++++, ++++++, ++++++",
        "user,         +-----, +-----, +++--o, +++--o",
        "chat,         ---+--, ---+--, ---++b, ---++b",
        "bot,          -+----, -+----, -+b---, -+b---",
        "lines,        ----+-, ----+-, ----+-, ----+-",
        "call,         -----+, -----+, -----+, -----+",
        "moon,         ++++++, ++++++, ++++++, ++++++",
        "all-admin,    ++++++, ------, ++++++, oooooo",
        "user-admin,   +-----, ------, +++--o, ------",
        "chat-admin,   ---+--, ------, ---++b, ------",
        "bot-admin,    -+----, ------, -+b---, ------",
        "lines-admin,  ----+-, ------, ----+-, ------",
        "call-admin,   -----+, ------, -----+, ------",
        "moon-admin,   ++++++, ------, ++++++, ------",
        "lines-livechat,       ++++++, ++++++, ----+-, ----+-",
        "lines-telegram,       ++++++, ++++++, ------, ------",
        "lines-livechat-admin, ++++++, ------, ----+-, ------"
    })
    void showsAnAppByItsContext(
            String context, String byContract, String byContractToOthers, String real, String realToOthers) {
        var app = app(context, false, true);

        assertThat(row(CONTRACT, app, ADMIN)).isEqualTo(byContract);
        assertThat(row(CONTRACT, app, EMPLOYEE)).isEqualTo(byContractToOthers);
        assertThat(row(REAL, app, ADMIN)).isEqualTo(real);
        assertThat(row(REAL, app, EMPLOYEE)).isEqualTo(realToOthers);
    }

    @ParameterizedTest
    @CsvSource({
        // extranet viewer, customer, icon, hidden, extranet support, livechat support
        "false, false, true,  false, false, false, PANEL",
        "false, false, false, false, false, false, MENU",
        "false, false, true,  true,  false, false, BUTTONS",
        "true,  false, true,  false, false, false, NOWHERE",
        "true,  false, true,  false, true,  false, PANEL",
        "true,  false, false, false, true,  false, BUTTONS",
        "false, true,  true,  false, false, false, NOWHERE",
        "false, true,  true,  false, true,  false, NOWHERE",
        "false, true,  true,  false, false, true,  PANEL",
        "true,  true,  true,  false, true,  false, NOWHERE",
        "true,  true,  true,  false, false, true,  NOWHERE",
        "true,  true,  true,  false, true,  true,  PANEL",
        "true,  false, true,  true,  false, false, NOWHERE"
    })
    void filtersByAudienceAndPlacesByIcon(
            boolean extranet, boolean customer, boolean icon, boolean hidden, boolean e, boolean l, Place place) {
        var viewer = new Person(3, "Dora", "F", false, extranet, customer, "de");
        var app = app("all", hidden, icon, e, l, List.of(Viewing.PHRASE));

        for (var traits : List.of(CONTRACT, REAL)) {
            assertThat(Visibility.of(traits, app, viewer, new Dialog.Group()).place())
                    .isEqualTo(place);
        }
    }

    @Test
    void showsNothingThatHasNeitherIconNorTitle() {
        var app = app("all", false, false, false, false, List.of());

        assertThat(Visibility.of(CONTRACT, app, EMPLOYEE, new Dialog.Group()).place())
                .isEqualTo(Place.BUTTONS);
    }

    @Test
    void leavesOutOfTheMenuWhatDoesNotFit() {
        var app = app("chat", false, false);

        assertThat(Visibility.of(CONTRACT, app, EMPLOYEE, new Dialog.WithPerson())
                        .place())
                .isEqualTo(Place.NOWHERE);
    }

    @ParameterizedTest
    @CsvSource({"chat, false", "user-admin, false", "user, true"})
    void showsEverythingInARealMenuDeadOrAlive(String context, boolean alive) {
        var verdict = Visibility.of(REAL, app(context, false, false), EMPLOYEE, new Dialog.WithPerson());

        assertThat(verdict.place()).isEqualTo(Place.MENU);
        assertThat(verdict.click()).isEqualTo(alive);
        assertThat(verdict.button()).isEqualTo(alive);
    }

    /** Only the stylesheet hides it there, and the menu has none. */
    @Test
    void opensFromARealMenuWhatOnlyItsIconHides() {
        var verdict = Visibility.of(REAL, app("chat", false, false), EMPLOYEE, new Dialog.Telephony());

        assertThat(verdict.place()).isEqualTo(Place.MENU);
        assertThat(verdict.click()).isTrue();
    }

    @Test
    void hidesEverythingInTheNewMessenger() {
        var verdict = Visibility.of(
                Viewing.traits(Mode.CONTRACT, Generation.NEW), app("all", false, true), ADMIN, new Dialog.Group());

        assertThat(verdict.place()).isEqualTo(Place.NOWHERE);
        assertThat(verdict.button()).isFalse();
        assertThat(verdict.why()).singleElement().asString().contains("new messenger");
    }

    @Test
    void saysWhyInASentenceForEachRuleThatDecided() {
        var both = new Person(3, "Dora", "F", false, true, true, "de");

        assertThat(why(CONTRACT, app("user", false, true), EMPLOYEE, new Dialog.Group()))
                .containsExactly("CONTEXT user does not fit a group chat.");
        assertThat(why(CONTRACT, app("chat", false, true), EMPLOYEE, new Dialog.Group()))
                .containsExactly("CONTEXT chat fits a group chat.", "It has an icon, so its place is on the panel.");
        assertThat(why(REAL, app("all-admin", false, true), EMPLOYEE, new Dialog.Group()))
                .contains("CONTEXT all-admin shows its icon to everybody but works for administrators only,"
                        + " and Bob is none.");
        assertThat(why(REAL, app("user", false, true), EMPLOYEE, new Dialog.Telephony()))
                .contains("CONTEXT user shows its icon but refuses clicks and buttons in a telephony chat.");
        assertThat(why(CONTRACT, app("moon", true, true), EMPLOYEE, new Dialog.Group()))
                .containsExactly(
                        "CONTEXT moon is an unknown word and counts as all.",
                        "HIDDEN is Y, so only buttons can open it.");
        assertThat(why(CONTRACT, app("all", false, true), both, new Dialog.Group()))
                .containsExactly(
                        "Dora is a customer of an Open Channel, and LIVECHAT_SUPPORT is not Y.",
                        "Dora is an extranet person, and EXTRANET_SUPPORT is not Y.");
    }

    private static List<String> why(PortalTraits traits, ChatApp app, Person viewer, Dialog dialog) {
        return Visibility.of(traits, app, viewer, dialog).why();
    }

    private static String row(PortalTraits traits, ChatApp app, Person viewer) {
        return COLUMNS.stream()
                .map(dialog -> sign(Visibility.of(traits, app, viewer, dialog)))
                .reduce("", String::concat);
    }

    private static String sign(Verdict verdict) {
        if (verdict.place() == Place.PANEL) {
            return verdict.click() && verdict.button() ? "+" : "o";
        }
        return verdict.place() == Place.BUTTONS && verdict.button() ? "b" : "-";
    }
}
