package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultChanceTest {

    @RegisterExtension
    static final Lab LAB = new Lab(OptionalLong.of(3));

    @RegisterExtension
    static final Lab TWIN = new Lab(OptionalLong.of(3));

    @Test
    void strikesAlikeForTheSameSeed() {
        assertThat(struck(LAB)).isEqualTo(struck(TWIN)).contains(true, false);
    }

    private static List<Boolean> struck(Lab lab) {
        lab.control(HttpMethod.POST, "/portals", new JsonObject().put("name", "chancy"));
        var fault = new JsonObject()
                .put("kind", "unavailable")
                .put("portal", "chancy")
                .put("probability", 0.5);
        lab.control(HttpMethod.POST, "/faults", fault);
        var struck = new ArrayList<Boolean>();
        for (var call = 0; call < 30; call++) {
            struck.add(new TestPortal(lab, "chancy").call("x", "profile", "").status() == 503);
        }
        return struck;
    }
}
