# Flows by lines, the awk way: fields and an associative array. The first of a repeated key is the outer packet's.
index($0, "calico-packet: IN=") {
    input = output = source = target = protocol = port = type = ""
    for (i = 1; i <= NF; i++) {
        field = $i
        if (field ~ /^IN=/) input = substr(field, 4)
        else if (field ~ /^OUT=/) output = substr(field, 5)
        else if (source == "" && field ~ /^SRC=/) source = substr(field, 5)
        else if (target == "" && field ~ /^DST=/) target = substr(field, 5)
        else if (protocol == "" && field ~ /^PROTO=/) protocol = substr(field, 7)
        else if (field ~ /^TYPE=/) type = substr(field, 6)
        else if (field ~ /^CODE=/) { port = type "/" substr(field, 6); break }
        else if (field ~ /^DPT=/) { port = substr(field, 5); break }
    }
    if (input == "") input = "-"
    if (output == "") output = "-"
    lines[input " " output " " source " " target " " protocol " " port]++
}
END { for (key in lines) print lines[key] "\t" key }
