/**
 * What shells load to complete our words: each asks `dropcast __complete WORDS…` and shows what
 * comes. Words are split at blanks; quotes are not looked into.
 */

const BASH = `\
# Completion of dropcast for bash:  source <(dropcast completion bash)
_dropcast() {
  local line=\${COMP_LINE:0:COMP_POINT} words last current typed answer directive value
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  last=\${words[\${#words[@]} - 1]}
  answer=$("\${words[0]}" __complete "\${words[@]:1}" 2>/dev/null) || return
  directive=\${answer##*:}
  answer=\${answer%:*}
  current=$last
  [[ $last == --*=* ]] && current=\${last#*=}
  # bash breaks words at a colon, and replaces what is behind it.
  typed=
  [[ $current == *:* && $COMP_WORDBREAKS == *:* ]] && typed=\${current%"\${current##*:}"}
  COMPREPLY=()
  while IFS= read -r value; do
    value=\${value%%$'\\t'*}
    [[ -n $value && $value == "$current"* ]] || continue
    value=\${value#"$typed"}
    # bash puts it on the line as it is: a name with $(…) in it would be run.
    [[ $value == *[!A-Za-z0-9_./:=,@%+-]* ]] && printf -v value %q "$value"
    COMPREPLY+=("$value")
  done <<<"$answer"
  ((directive & 2)) && compopt -o nospace
  if ((\${#COMPREPLY[@]} == 0 && !(directive & 4))); then
    compopt -o filenames
    while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "$current")
  fi
}
complete -F _dropcast dropcast
`;

const ZSH = `\
#compdef dropcast
# Completion of dropcast for zsh:  source <(dropcast completion zsh), behind compinit
_dropcast() {
  local answer line value directive
  local -a lines described suffix
  answer=$(\${(Q)words[1]} __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null) || return 1
  lines=("\${(@f)answer}")
  directive=\${lines[-1]#:}
  for line in "\${(@)lines[1,-2]}"; do
    value=\${line%%$'\\t'*}
    value=\${value//:/\\\\:}
    if [[ $line == *$'\\t'* ]]; then value+=":\${line#*$'\\t'}"; fi
    described+=("$value")
  done
  [[ $PREFIX == --*=* ]] && compset -P '--*='
  (( directive & 2 )) && suffix=(-S '')
  if (( \${#described} == 0 && !(directive & 4) )); then
    _files
  else
    _describe dropcast described $suffix
  fi
}
if [[ $funcstack[1] == _dropcast ]]; then
  _dropcast "$@"
else
  compdef _dropcast dropcast
fi
`;

const FISH = `\
# Completion of dropcast for fish:  dropcast completion fish | source
function __dropcast_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command $words[1] __complete $words[2..] "$current" 2>/dev/null)
    or return
    set -l directive (string sub -s 2 -- $answer[-1])
    set -e answer[-1]
    set -l flag (string match -r -- '^--[^=]+=' "$current")
    for line in $answer
        echo -- "$flag$line"
    end
    if test (count $answer) -eq 0; and test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path (string replace -r -- '^--[^=]+=' '' "$current")
    end
end
complete -c dropcast -f -a '(__dropcast_complete)'
`;

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export const COMPLETION_SCRIPTS: Readonly<Record<(typeof SHELLS)[number], string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
};
