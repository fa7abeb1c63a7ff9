package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatMethodsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private final TestPortal portal = LAB.portal();
    private final String token = portal.install().getString("access_token");

    @ParameterizedTest
    @CsvSource({"'', 0", "&HIDE_HISTORY=Y, 0", "&HIDE_HISTORY=N, 1"})
    void tellsABotThatIsAddedWhetherItMayReadWhatWasSaid(String hide, String access) {
        try (var receiver = new Receiver()) {
            var host = portal.bot(token, "host", receiver.url(), Map.of());
            var guest = portal.bot(token, "guest", receiver.url(), Map.of());
            var chat = portal.call(token, "imbot.chat.add", "TITLE=News").result();

            portal.call(token, "imbot.chat.user.add", "CHAT_ID=" + chat + "&USERS[]=" + guest + hide);

            var joined = receiver.next("ONIMBOTJOINCHAT");
            assertThat(joined.map("data", "BOT")).containsOnlyKeys(String.valueOf(guest));
            assertThat(joined.map("data", "PARAMS"))
                    .containsEntry("BOT_ID", String.valueOf(guest))
                    .containsEntry("USER_ID", String.valueOf(host))
                    .containsEntry("CHAT_ID", String.valueOf(chat))
                    .containsEntry("CHAT_AUTHOR_ID", String.valueOf(host))
                    .containsEntry("DIALOG_ID", "chat" + chat)
                    .containsEntry("CHAT_TYPE", "C")
                    .containsEntry("ACCESS_HISTORY", access)
                    .containsEntry("LANGUAGE", "en")
                    .doesNotContainKeys("TO_USER_ID", "FROM_USER_ID");
            assertThat(joined.map("data", "USER")).containsEntry("NAME", "host").doesNotContainKey("IS_BOT");
        }
    }

    @Test
    void namesTheBotAsSenderWhereAPersonOpensItsChat() {
        try (var receiver = new Receiver()) {
            var bot = portal.bot(token, "echo", receiver.url(), Map.of());

            portal.says(TestPortal.BOB, bot, "hello");

            assertThat(receiver.next("ONIMBOTJOINCHAT").map("data", "PARAMS"))
                    .containsEntry("USER_ID", "2")
                    .containsEntry("TO_USER_ID", "2")
                    .containsEntry("FROM_USER_ID", String.valueOf(bot))
                    .doesNotContainKeys("CHAT_ID", "ACCESS_HISTORY");
        }
    }
}
