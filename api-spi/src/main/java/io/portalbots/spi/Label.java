package io.portalbots.spi;

/**
 * What an app is called in one language.
 *
 * @param title 1 to 255 characters
 * @param description up to 255 characters, may be empty
 * @param copyright shown in the header of a frame, up to 255 characters, may be empty
 */
public record Label(String title, String description, String copyright) {

    public Label {
        Rules.text("title", title, 255);
        Rules.optionalText("description", description, 255);
        Rules.optionalText("copyright", copyright, 255);
    }

    public Label(String title, String description) {
        this(title, description, "");
    }
}
