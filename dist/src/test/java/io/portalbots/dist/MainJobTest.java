package io.portalbots.dist;

import static io.portalbots.dist.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.dist.SharedDev.Dev;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the product is for: three plugin jars put their buttons on a portal, a person clicks, the plugin answers. */
@ExtendWith(SharedDev.class)
class MainJobTest {

    private final Dev dev;
    private final Portal acme;
    private final User bob;
    private final String echo;

    MainJobTest(Dev dev) {
        this.dev = dev;
        this.acme = dev.acme();
        this.bob = acme.user("Bob");
        this.echo = acme.dialogWith("Echo");
    }

    @Test
    void isReadyOnceAllAppsAreOnThePortal() {
        assertThat(dev.server().line("READY")).contains("plugins=3 apps=4 refused=0");
        assertThat(acme.appCodes()).contains("echo.board", "echo.help", "call-button.call", "support-button.support");
    }

    @Test
    void greetsEverybodyInTheirLanguageWithTheAppsUsableThere() throws Exception {
        var english = greeting(bob, echo);
        var german = greeting(acme.user("Dora"), echo);

        assertThat(english.getString("text")).isEqualTo("Hello! This is what I can do here:");
        assertThat(buttons(english)).contains("Call us", "Echo", "Echo board", "Support");
        assertThat(german.getString("text")).isEqualTo("Hallo! Das kann ich hier:");
        assertThat(buttons(german)).contains("Rufen Sie uns an", "Echo", "Echo-Tafel", "Support");
    }

    @Test
    void repeatsWhatItIsTold() throws Exception {
        bob.opens(echo);

        bob.types(echo, "hello");

        eventually(() -> assertThat(bob.sees(echo)).containsSequence("hello", "hello"));
    }

    @Test
    void postsTheCommandOfAnAppThatIsClickedAndAnswersIt() throws Exception {
        bob.opens(echo);

        var effect = bob.clicks("echo.help", echo);

        assertThat(effect.getString("effect")).isEqualTo("send");
        assertThat(effect.getString("text")).isEqualTo("/help");
        eventually(() -> assertThat(answersTo(effect.getInteger("messageId")))
                .containsExactly("I repeat what you write. On the board you can write from a window."));
    }

    @Test
    void opensTheSupportChatOfThePortal() throws Exception {
        var code = Http.objects(acme.described().getJsonArray("openChannels"))
                .get(0)
                .getString("code");
        var support = new JsonObject().put("effect", "support").put("code", code);

        assertThat(code).hasSize(32);
        assertThat(bob.clicks("support-button.support", echo)).isEqualTo(support);
        assertThat(bob.presses(greeting(bob, echo), "Support")).isEqualTo(support);
    }

    @Test
    void dialsTheNumberOfThePortal() throws Exception {
        var number = acme.described().getJsonArray("phones").getString(0);
        var call = new JsonObject().put("effect", "call").put("number", number);

        assertThat(bob.clicks("call-button.call", echo)).isEqualTo(call);
        assertThat(bob.presses(greeting(bob, echo), "Call us")).isEqualTo(call);
    }

    @Test
    void showsInAGroupOnlyWhatIsNotForTheDialogWithItsBot() {
        var group = acme.group("Team", "Bob", "Alice");
        var help = bob.app("echo.help", echo).getInteger("appId");

        assertThat(bob.appCodes(group))
                .contains("echo.board", "call-button.call", "support-button.support")
                .doesNotContain("echo.help");
        assertThat(bob.click(help, group).statusCode()).isEqualTo(409);
        assertThat(bob.click(help, group).body()).contains("NOT_VISIBLE");
    }

    @Test
    void greetsTheGroupItIsAddedTo() throws Exception {
        var group = acme.group("Project", "Bob", "Alice");

        acme.joins("Echo", group);

        eventually(() -> assertThat(bob.messages(group))
                .anySatisfy(message -> assertThat(buttons(message))
                        .contains("Call us", "Echo board", "Support")
                        .doesNotContain("Echo")));
    }

    /** The first message of a dialog with a bot. */
    static JsonObject greeting(User user, String dialog) throws Exception {
        user.opens(dialog);
        eventually(() -> assertThat(user.messages(dialog)).isNotEmpty());
        return user.messages(dialog).get(0);
    }

    private static List<String> buttons(JsonObject message) {
        return Http.objects(message.getJsonArray("keyboard")).stream()
                .map(button -> button.getString("text"))
                .toList();
    }

    private List<String> answersTo(int message) {
        return bob.messages(echo).stream()
                .filter(answer -> answer.getInteger("id") > message)
                .map(answer -> answer.getString("text"))
                .toList();
    }
}
