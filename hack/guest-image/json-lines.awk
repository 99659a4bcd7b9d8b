# Prints every string, number and word of a JSON document as one line: its path, a tab, its value. The path joins keys and
# array positions with dots. Escapes of one character are resolved; line feeds and tabs in values become spaces, so that a
# line stays a line; \u escapes are left as they are.

{ text = text $0 "\n" }

END {
  position = 1
  value("")
}

function value(path,   character) {
  skip_space()
  character = substr(text, position, 1)
  if (character == "{") object(path)
  else if (character == "[") array(path)
  else if (character == "\"") print path "\t" string()
  else print path "\t" word()
}

function object(path,   key) {
  position++
  skip_space()
  while (position <= length(text) && substr(text, position, 1) != "}") {
    key = string()
    skip_space()
    position++ # the colon
    value(path == "" ? key : path "." key)
    skip_space()
    if (substr(text, position, 1) == ",") position++
    skip_space()
  }
  position++
}

function array(path,   count) {
  position++
  skip_space()
  while (position <= length(text) && substr(text, position, 1) != "]") {
    value(path "." count++)
    skip_space()
    if (substr(text, position, 1) == ",") position++
    skip_space()
  }
  position++
}

function string(   result, character) {
  position++
  while (position <= length(text) && (character = substr(text, position, 1)) != "\"") {
    if (character == "\\") {
      position++
      character = substr(text, position, 1)
      if (character == "n" || character == "t" || character == "r") character = " "
      else if (character == "u") character = "\\u"
    }
    result = result character
    position++
  }
  position++
  gsub(/[\n\t]/, " ", result)
  return result
}

function word(   result) {
  result = substr(text, position)
  sub(/[],} \n\t].*/, "", result)
  position += length(result) > 0 ? length(result) : 1
  return result
}

function skip_space() {
  while (substr(text, position, 1) ~ /[ \n\t\r]/) position++
}
