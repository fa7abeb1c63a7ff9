package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An event, as the admin API tells it, for people. */
final class EventReport {

    private final StringBuilder text = new StringBuilder();

    EventReport(JsonObject event) {
        text.append("event ").append(event.getLong("id")).append("  ").append(line(event.getString("name")));
        text.append("\ntenant ").append(event.getString("tenant"));
        text.append("\nreceived ").append(event.getString("received"));
        text.append("\nstate ").append(event.getString("state"));
        text.append(", attempt ").append(event.getInteger("attempt"));
        text.append(event.getString("said").isEmpty() ? "" : ": " + event.getString("said"));
        text.append("\ndialog ").append(line(event.getString("dialog")));
        text.append(", message ").append(event.getLong("message")).append("\n\n");
        fields(event.getJsonObject("fields"), event.getJsonObject("values", new JsonObject()));
        answers(event.getJsonArray("answers"));
    }

    private void fields(JsonObject sizes, JsonObject values) {
        var columns = new Columns("FIELD", "BYTES", "VALUE");
        sizes.forEach(field -> columns.row(
                line(field.getKey()), String.valueOf(field.getValue()), line(values.getString(field.getKey(), ""))));
        text.append(columns.isEmpty() ? "its fields are not kept any more\n" : columns.toString());
    }

    /** Nothing that people wrote may look like a line of ours, or steer a terminal. */
    static String line(String value) {
        return value.replaceAll("\\p{Cntrl}+", " ");
    }

    private void answers(JsonArray answers) {
        var columns = new Columns("ANSWER OF", "NTH", "STATE", "MESSAGE", "WHY");
        for (var one : answers) {
            if (one instanceof JsonObject answer) {
                columns.row(
                        answer.getString("part"),
                        String.valueOf(answer.getInteger("nth")),
                        answer.getString("state"),
                        answer.getValue("message") == null ? "" : String.valueOf(answer.getLong("message")),
                        answer.getString("said"));
            }
        }
        text.append(columns.isEmpty() ? "" : "\n" + columns);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
