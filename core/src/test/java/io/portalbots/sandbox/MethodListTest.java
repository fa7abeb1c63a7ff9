package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MethodListTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private final TestPortal portal = LAB.portal();
    private final String token = portal.install(TestPortal.CLIENT, new JsonObject().put("scope", "im"))
            .json()
            .getString("access_token");

    @Test
    void isWhatTheScopeAllows() {
        assertThat(methods(""))
                .contains("batch", "profile", "app.option.get")
                .noneMatch(name -> name.startsWith("imbot."));
        assertThat(methods("FULL=0")).isEqualTo(methods(""));
    }

    @Test
    void isEverythingIfAskedForInFull() {
        assertThat(methods("FULL=1")).containsAll(methods("")).contains("imbot.register", "imbot.chat.sendtyping");
    }

    private List<String> methods(String form) {
        var names = (JsonArray) portal.call(token, "methods", form).result();
        return names.stream().map(String::valueOf).toList();
    }
}
