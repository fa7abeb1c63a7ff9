package io.portalbots.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.testkit.parrot.Parrot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PortalbotsExtensionTest {

    @RegisterExtension
    static final PortalbotsExtension PORTAL = PortalbotsExtension.with(Parrot.class);

    @Test
    void bringsWhatIsTypedToThePluginAndItsAnswerBack() {
        var bob = PORTAL.user("Bob");

        bob.types("one");
        bob.types("two");

        assertThat(bob.sees()).isIn("Polly says: one", "Polly says: two");
    }

    @Test
    void seesOnlyWhatCameAfterTheLastDeed() {
        var bob = PORTAL.user("Bob");
        bob.types("first");
        bob.sees();

        bob.types("second");

        assertThat(bob.sees()).isEqualTo("Polly says: second");
    }

    @Test
    void picksFromTheMenuOfAMessage() {
        var bob = PORTAL.user("Bob");
        bob.types("hungry");

        assertThat(bob.menu()).containsExactly("Feed");
        assertThat(bob.buttons()).isEmpty();
        assertThat(bob.picks("Feed")).isEqualTo(new Effect("put", "/cracker"));
    }

    @Test
    void greetsWhoOpensTheDialogAndShowsTheButtons() {
        var alice = PORTAL.user("Alice");

        alice.opens("Parrot");

        assertThat(alice.sees()).isNotBlank();
        assertThat(alice.clicks("cracker")).isEqualTo(new Effect("put", "/cracker"));
    }

    @Test
    void setsWhatThePluginAsksFor() {
        PORTAL.set("name", "Jack");
        var bob = PORTAL.user("Bob");

        bob.opens("Parrot");

        assertThat(bob.apps()).containsExactly("Cracker for Jack");
    }

    @Test
    void namesWhatIsThereWhereSomethingIsNot() {
        var bob = PORTAL.user("Bob");

        assertThatThrownBy(() -> PORTAL.user("Eve")).hasMessageContainingAll("Eve", "Alice", "Bob", "Dora");
        assertThatThrownBy(() -> bob.opens("Nobody")).hasMessageContainingAll("Nobody", "Parrot", "General");
        assertThatThrownBy(() -> bob.clicks("biscuit")).hasMessageContainingAll("biscuit", "Cracker");
        assertThatThrownBy(() -> bob.presses("biscuit")).hasMessage("no message has biscuit in its keyboard");
        assertThatThrownBy(() -> bob.picks("biscuit")).hasMessage("no message has biscuit in its menu");
        assertThatThrownBy(() -> PORTAL.set("colour", "red")).hasMessageContainingAll("colour", "name");
        assertThatThrownBy(() -> bob.clicks("cracker").page()).hasMessageContaining("no frame opened");
    }

    @Test
    void saysWhereItBelongs() {
        var loose = PortalbotsExtension.with(Parrot.class);

        assertThatThrownBy(() -> loose.user("Bob")).hasMessageContaining("@RegisterExtension");
    }
}
